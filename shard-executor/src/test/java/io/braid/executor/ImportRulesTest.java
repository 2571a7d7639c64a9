package io.braid.executor;

import static io.braid.protocol.fixtures.imports.PackageRule.ROOT;
import static io.braid.protocol.fixtures.imports.PackageRule.core;
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
          "io.braid.executor",
          core(ROOT)
              .imports("io.braid.protocol..")
              .because(
                  "one thread and one seed must be able to run all executors, and what repeats"
                      + " after a crash must repeat byte for byte: no Kafka, no threads, no clock"),
          edge("kafka")
              .uses(ROOT)
              .imports(
                  "io.braid.log",
                  "io.braid.protocol..",
                  "java.time",
                  "java.util.concurrent..",
                  "org.apache.kafka.clients.consumer",
                  "org.apache.kafka.common..",
                  "org.slf4j")
              .because(
                  "appends go through the log's appender alone, which makes a failed one fatal: so"
                      + " of Kafka's clients here is the consumer and no producer"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
