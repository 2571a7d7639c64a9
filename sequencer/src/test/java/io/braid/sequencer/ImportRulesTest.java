package io.braid.sequencer;

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
          "io.braid.sequencer",
          core(ROOT).because("whatever stood in the root would be seen as everybody's"),
          core("header")
              .imports("io.braid.protocol..")
              .because("who decides headers must not depend on what clients ask or see"),
          core("admission")
              .imports("io.braid.protocol..")
              .because("admission sees accounts through its own interface, whatever keeps them"),
          core("ingress")
              .uses("admission")
              .imports("io.braid.protocol..")
              .because(
                  "what becomes of a record of bulk clients must be the same whatever log holds"
                      + " it"),
          core("block")
              .uses("header")
              .imports("io.braid.protocol..")
              .because(
                  "the same logs must give the same blocks everywhere: what reads logs, stores"
                      + " blocks or serves them stands around it"),
          core("view")
              .imports(
                  "io.braid.protocol.types",
                  "io.braid.protocol.transaction",
                  "io.braid.protocol.ledger",
                  "java.util.concurrent")
              .because("whoever reads or keeps the chain stands on it, so it must not know either"),
          core("account")
              .uses("admission", "block", "view")
              .imports("io.braid.protocol..")
              .because("what admission judges by follows from the logs and a clock that is given"),
          edge("secp256k1")
              .imports(
                  "fr.acinq.secp256k1",
                  "io.braid.protocol.crypto",
                  "io.braid.protocol.math",
                  "org.slf4j")
              .because("native code stands behind one interface, so that it can be absent"),
          edge("store")
              .uses("block", "view")
              .imports(
                  "io.braid.protocol..",
                  "java.io",
                  "java.nio",
                  "java.nio.file..",
                  "java.util.concurrent",
                  "org.rocksdb")
              .because("a store keeps what blocks are and decides nothing"),
          core("rpc")
              .uses("view")
              .imports(
                  "com.fasterxml.jackson..",
                  "io.braid.protocol..",
                  "java.io",
                  "java.nio",
                  "java.util.concurrent..")
              .because(
                  "methods are bytes in and bytes out: a transport or a disk has no place in them"),
          edge("rpc.vertx")
              .uses("rpc")
              .imports(
                  "io.netty.handler.codec.http.websocketx",
                  "io.vertx..",
                  "java.nio",
                  "java.util.concurrent..")
              .because(
                  "a transport carries bytes and knows nothing of the chain; of Netty it knows the"
                      + " exception that Vert.x hands on, which says by which code a WebSocket is"
                      + " to be closed"),
          edge("kafka")
              .uses(
                  "account",
                  "admission",
                  "block",
                  "header",
                  "ingress",
                  "rpc",
                  "secp256k1",
                  "store",
                  "view")
              .imports(
                  "io.braid.log",
                  "io.braid.protocol..",
                  "java.time",
                  "java.util.concurrent..",
                  "org.slf4j")
              .because(
                  "it joins the others over the logs, and none of them knows it; how logs are read"
                      + " and appended to is written once, in kafka-log"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
