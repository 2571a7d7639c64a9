package io.braid.log;

import static io.braid.protocol.fixtures.imports.PackageRule.ROOT;
import static io.braid.protocol.fixtures.imports.PackageRule.edge;

import io.braid.protocol.fixtures.imports.ImportRuleTests;
import io.braid.protocol.fixtures.imports.PackageTable;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each package of this module may import, and why. */
class ImportRulesTest {

  private static final PackageTable TABLE =
      PackageTable.of(
          "io.braid.log",
          edge(ROOT)
              .imports(
                  "io.braid.protocol",
                  "io.braid.protocol.types",
                  "io.braid.protocol.record",
                  "java.time",
                  "java.util.concurrent..",
                  "java.util.regex",
                  "org.apache.kafka.clients..",
                  "org.apache.kafka.common..",
                  "org.slf4j")
              .because(
                  "who carries records must not know machines and ledgers, or it would begin to"
                      + " decide"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
