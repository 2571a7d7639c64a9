package io.braid.executor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What each package of this module may import, and why. */
class ImportRulesTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.braid.executor");

  @Test
  void coreUsesProtocolOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.braid.executor")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "io.braid.executor",
                    "io.braid.protocol..",
                    "java.lang..",
                    "java.util",
                    "java.util.function"))
                .as("are neither the protocol's nor plain Java's"))
        .because(
            "one thread and one seed must be able to run all executors: no Kafka, no threads, no"
                + " clock")
        .check(MAIN);
  }

  @Test
  void coreHasNoClock() {
    noClasses()
        .that()
        .resideInAPackage("io.braid.executor")
        .should()
        .callMethodWhere(
            target(owner(nameMatching("java\\.lang\\.System")))
                .and(target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty"))))
        .because("what repeats after a crash must repeat byte for byte")
        .check(MAIN);
  }

  @Test
  void kafkaPackageUsesNoOtherTechnology() {
    noClasses()
        .that()
        .resideInAPackage("io.braid.executor.kafka")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "io.braid.executor..",
                    "io.braid.log..",
                    "io.braid.protocol..",
                    "java..",
                    "org.apache.kafka.clients.consumer..",
                    "org.apache.kafka.common..",
                    "org.slf4j.."))
                .as("are neither Braid's, the JDK's, Kafka's consumer nor the logger"))
        .because("appends go through the log's appender alone, which makes a failed one fatal")
        .check(MAIN);
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("several executors run in one process and share nothing")
        .check(MAIN);
  }
}
