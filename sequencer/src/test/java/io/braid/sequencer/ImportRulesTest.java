package io.braid.sequencer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What each package of this module may import, and why. */
class ImportRulesTest {

  /** One package: all that it may use, the JDK's basics aside, and the reason. */
  record Layer(String name, List<String> mayUse, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String ROOT = "io.braid.sequencer.";

  /** What every package may use: values and collections, no input, output or network. */
  private static final List<String> BASICS =
      List.of(
          "java.lang",
          "java.lang.runtime",
          "java.lang.invoke",
          "java.math",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "java.util.concurrent",
          "java.util.concurrent.atomic");

  static final List<Layer> LAYERS =
      List.of(
          new Layer(
              "header",
              List.of("io.braid.protocol..", "java.nio.charset"),
              "who decides headers must not depend on what clients ask or see"),
          new Layer(
              "admission",
              List.of("io.braid.protocol.."),
              "admission sees accounts through its own interface, whatever keeps them"),
          new Layer(
              "block",
              List.of("io.braid.protocol..", ROOT + "header", "java.nio.charset"),
              "the same logs must give the same blocks everywhere: what reads logs, stores blocks"
                  + " or serves them stands around it"),
          new Layer(
              "store",
              List.of(
                  "io.braid.protocol..",
                  ROOT + "block",
                  ROOT + "view",
                  "org.rocksdb",
                  "java.io",
                  "java.nio",
                  "java.nio.charset",
                  "java.nio.file",
                  "java.nio.file.attribute"),
              "a store keeps what blocks are and decides nothing"),
          new Layer(
              "kafka",
              List.of(
                  "io.braid.protocol..",
                  "io.braid.log",
                  ROOT + "admission",
                  ROOT + "block",
                  ROOT + "header",
                  ROOT + "rpc",
                  ROOT + "store",
                  ROOT + "view",
                  "java.time",
                  "java.util.concurrent.locks",
                  "org.slf4j"),
              "it joins the others over the logs, and none of them knows it"),
          new Layer(
              "view",
              List.of(
                  "io.braid.protocol.types",
                  "io.braid.protocol.transaction",
                  "io.braid.protocol.ledger"),
              "whoever reads or keeps the chain stands on it, so it must not know either"),
          new Layer(
              "rpc",
              List.of(
                  "io.braid.protocol..",
                  ROOT + "view",
                  "com.fasterxml.jackson..",
                  "java.io",
                  "java.nio",
                  "java.nio.charset"),
              "methods are bytes in and bytes out: a transport or a disk has no place in them"),
          new Layer(
              "rpc.vertx",
              List.of(ROOT + "rpc", "io.vertx..", "java.nio.charset"),
              "a transport carries bytes and knows nothing of the chain"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.braid.sequencer");

  @ParameterizedTest
  @FieldSource("LAYERS")
  void packageUsesOnlyWhatItMay(Layer layer) {
    String[] allowed =
        Stream.of(List.of(ROOT + layer.name()), BASICS, layer.mayUse())
            .flatMap(List::stream)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + layer.name())
        .should()
        .dependOnClassesThat(not(resideInAnyPackage(allowed)))
        .as("package %s uses nothing but %s".formatted(layer.name(), List.of(allowed)))
        .because(layer.because())
        .check(MAIN);
  }

  @Test
  void onlyTheTransportUsesVertx() {
    noClasses()
        .that(not(resideInAPackage(ROOT + "rpc.vertx")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .because("the transport must be replaceable, and its use readable, in one place")
        .check(MAIN);
  }

  @Test
  void onlyTheStoreUsesRocksDb() {
    noClasses()
        .that(not(resideInAPackage(ROOT + "store")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .because("what keeps the chain must be replaceable, and its use readable, in one place")
        .check(MAIN);
  }

  @Test
  void nobodyUsesKafkaButThroughTheLogs() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because("how the logs are read and appended to is written once, in kafka-log")
        .check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + "(*)..")
        .should()
        .beFreeOfCycles()
        .because("packages that need each other are one package with two names")
        .check(MAIN);
  }

  @Test
  void noClockOrRandomnessInCores() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "admission", ROOT + "block", ROOT + "header", ROOT + "view", ROOT + "rpc")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|SplittableRandom|UUID|Timer)"
                + "|java\\.util\\.concurrent\\.(ThreadLocalRandom|Executors)")
        .because("time, randomness and threads are given to it, so that one seed can run all of it")
        .check(MAIN);
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two nodes of a simulation run in one process and share nothing")
        .check(MAIN);
  }
}
