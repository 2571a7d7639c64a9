package io.braid.node.broker;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the package of the embedded broker may import, and who may import Kafka's server. */
class ImportRulesTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.braid.node");

  @Test
  void brokerKnowsNothingOfBraid() {
    noClasses()
        .that()
        .resideInAPackage("io.braid.node.broker..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "io.braid.node.broker..",
                    "java..",
                    "kafka.server..",
                    "org.apache.kafka..",
                    "org.slf4j.."))
                .as("are neither the JDK's, Kafka's nor the logger"))
        .because("another cluster must be able to stand in its place")
        .check(MAIN);
  }

  @Test
  void onlyTheBrokerPackageUsesKafkasServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.braid.node.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..", "scala..")
        .because("the server's classes are no interface of Kafka and change with each version")
        .check(MAIN);
  }
}
