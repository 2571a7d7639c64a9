package io.braid.log;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module may import, and why. */
class ImportRulesTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.braid.log");

  @Test
  void onlyWhatRecordsAndLimitsNeed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "io.braid.log..",
                    "io.braid.protocol",
                    "io.braid.protocol.types..",
                    "io.braid.protocol.record..",
                    "java..",
                    "org.apache.kafka.clients..",
                    "org.apache.kafka.common..",
                    "org.slf4j.."))
                .as("are neither records, the JDK's, Kafka's clients nor the logger"))
        .because(
            "who carries records must not know machines and ledgers, or it would begin to decide")
        .check(MAIN);
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("several nodes run in one process and share nothing")
        .check(MAIN);
  }
}
