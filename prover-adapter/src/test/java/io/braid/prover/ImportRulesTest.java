package io.braid.prover;

import static io.braid.protocol.fixtures.imports.PackageRule.core;

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
                  "io.braid.stark.field",
                  "io.braid.stark.poly")
              .because("what must hold of the rows does not hang on how it is proven"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
