package io.braid.node;

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
          edge("logging")
              .imports("ch.qos.logback..", "java.nio.file", "java.util.concurrent", "org.slf4j")
              .because("how logs look is said once: everybody else only logs"),
          core("health")
              .imports("io.braid.executor.kafka", "io.braid.sequencer.view")
              .because("a process and the command that asks for it judge by the same rules"),
          edge("meter")
              .imports(
                  "io.braid.executor.kafka",
                  "io.braid.log",
                  "io.braid.protocol..",
                  "io.braid.sequencer..",
                  "io.micrometer..",
                  "java.nio.file",
                  "java.time",
                  "java.util.concurrent")
              .because("what is measured has names in one place, and roles know nothing of them"),
          edge("http")
              .uses("config", "health")
              .imports(
                  "io.braid.protocol.shard",
                  "io.braid.protocol.types",
                  "io.braid.sequencer.rpc..",
                  "java.security",
                  "java.util.concurrent",
                  "org.slf4j")
              .because("a port carries questions to those who answer them"),
          edge(ROOT)
              .uses("broker", "config", "health", "http", "meter")
              .imports(
                  "io.braid.executor..",
                  "io.braid.log",
                  "io.braid.protocol..",
                  "io.braid.sequencer..",
                  "java..",
                  "org.slf4j")
              .because("it wires the roles, whoever asked for them and in whatever form"),
          edge("loadtest.workload")
              .imports(
                  "io.braid.protocol..",
                  "java.lang..",
                  "java.math",
                  "java.nio",
                  "java.nio.charset",
                  "java.util..",
                  "org.bouncycastle..")
              .because("the same seed must give the same transactions everywhere"),
          edge("loadtest.outcome")
              .uses("loadtest.workload")
              .imports("io.braid.protocol..", "java.lang..", "java.util..", "org.HdrHistogram")
              .because("what was seen decides what became of a transaction, not how it was seen"),
          edge("loadtest.rpc")
              .uses("loadtest.outcome", "loadtest.workload")
              .imports(
                  "com.fasterxml.jackson..", "io.braid.protocol.types", "io.vertx.core..", "java..")
              .because("it sees of the chain what any client sees"),
          edge("loadtest")
              .uses(
                  ROOT, "broker", "config", "loadtest.outcome", "loadtest.rpc", "loadtest.workload")
              .imports("com.sun.management", "io.braid.log", "io.braid.protocol..", "java..")
              .because("it may start a chain and drive it, and nothing of the chain may know"),
          edge("status")
              .imports(
                  "io.braid.sequencer.rpc",
                  "io.braid.sequencer.view",
                  "java.io",
                  "java.net..",
                  "java.time")
              .because("it shows what a sequencer tells, and asks nobody else"),
          edge("inspect")
              .imports("io.braid.log", "io.braid.protocol..", "java.time")
              .because("records are decoded by the protocol's own decoders"),
          edge("screen")
              .uses("health", "meter", "status")
              .imports("io.braid.sequencer.view", "java.io", "java.util.concurrent")
              .because("it draws what it is given"),
          edge("cli")
              .uses(
                  ROOT,
                  "broker",
                  "config",
                  "health",
                  "inspect",
                  "loadtest",
                  "loadtest.workload",
                  "logging",
                  "screen",
                  "status")
              .imports(
                  "io.braid.log",
                  "io.braid.protocol..",
                  "io.braid.sequencer.header",
                  "io.braid.sequencer.rpc",
                  "io.braid.sequencer.view",
                  "java..",
                  "org.slf4j",
                  "picocli")
              .because("a command reads its options, starts what they ask for and says so"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
