package io.braid.node;

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
          "io.braid.node",
          edge("broker")
              .imports("java..", "kafka.server", "org.apache.kafka..", "org.slf4j")
              .because(
                  "another cluster must be able to stand in its place, so it knows nothing of"
                      + " Braid; and the server's classes, which are no interface of Kafka and"
                      + " change with each version, are used nowhere else"),
          edge("config")
              .imports(
                  "io.braid.executor.kafka",
                  "io.braid.log",
                  "io.braid.protocol..",
                  "java.io",
                  "java.nio.file",
                  "org.tomlj")
              .because("values are read and checked before anything is started with them"),
          edge(ROOT)
              .uses("broker", "config")
              .imports(
                  "io.braid.executor..",
                  "io.braid.log",
                  "io.braid.protocol..",
                  "io.braid.sequencer..",
                  "io.vertx.core",
                  "java..",
                  "org.slf4j")
              .because("it wires the roles, whoever asked for them and in whatever form"),
          edge("cli")
              .uses(ROOT, "broker", "config")
              .imports("io.braid.log", "io.braid.protocol..", "java..", "picocli")
              .because("a command reads its options, starts what they ask for and says so"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
