package io.braid.prover;

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
          "io.braid.prover",
          core("chip")
              .imports(
                  "io.braid.protocol..",
                  "io.braid.stark.air",
                  "io.braid.stark.chip",
                  "io.braid.stark.field",
                  "io.braid.stark.poly")
              .because("what must hold of the rows does not hang on how it is proven"),
          edge("tree.hash")
              .imports(
                  "io.braid.protocol.tree",
                  "io.braid.stark.cpu",
                  "io.braid.stark.field",
                  "io.braid.stark.hash")
              .because(
                  "it is the one place where the tree meets the proof system's kernels, neither of"
                      + " which may know the other"),
          edge("tree.store")
              .imports(
                  "io.braid.protocol..",
                  "io.braid.stark.cpu",
                  "java.io",
                  "java.nio",
                  "java.nio.file..",
                  "org.rocksdb")
              .because("a store keeps what it is given and decides nothing"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
