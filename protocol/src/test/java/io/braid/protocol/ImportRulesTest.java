package io.braid.protocol;

import static io.braid.protocol.fixtures.imports.PackageRule.ROOT;
import static io.braid.protocol.fixtures.imports.PackageRule.core;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.braid.protocol.fixtures.imports.ImportRuleTests;
import io.braid.protocol.fixtures.imports.PackageTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each package of this module may import, and why. */
class ImportRulesTest {

  /** The root package holds {@link Limits} alone. */
  private static final String LIMITS = ROOT;

  private static final PackageTable TABLE =
      PackageTable.of(
          "io.braid.protocol",
          core(LIMITS).because("every package may read the limits, so they may read no package"),
          core("math")
              .because(
                  "words are arithmetic alone: what they count, and how much of it, is decided"
                      + " above"),
          core("crypto")
              .uses(LIMITS, "math")
              .imports("org.bouncycastle..")
              .because(
                  "hashes and curves work on bytes and words, they know nothing of what is hashed;"
                      + " the library must be replaceable in one place"),
          core("types")
              .uses(LIMITS, "math", "crypto")
              .because(
                  "a value checks its own range and derives itself (an address is a hash of a key),"
                      + " how it is written down is the codec's affair"),
          core("codec")
              .uses(LIMITS, "math", "types")
              .because("reading and writing bytes must be exact and needs no hash"),
          core("transaction")
              .uses(LIMITS, "math", "crypto", "types", "codec")
              .because("what Ethereum fixes must not bend to how Braid executes it"),
          core("cell")
              .uses(LIMITS, "math", "crypto", "types")
              .because(
                  "the state is keys and words; who changes them, and by which bytes, is above it"),
          core("tree")
              .uses(LIMITS, "math", "crypto", "types", "codec")
              .because(
                  "the tree commits to keys and values, whatever they mean; where it is kept and"
                      + " which kernel hashes it are given to it"),
          core("program")
              .uses(LIMITS, "math", "crypto", "types", "codec", "cell")
              .imports("java.lang.classfile", "java.lang.constant", "java.lang.reflect")
              .because(
                  "the machine runs any program, so it knows no particular one and no transaction"),
          core("ledger")
              .uses(LIMITS, "math", "crypto", "types", "codec", "transaction", "cell", "program")
              .because("the programs are data for the machine and know nothing of shards and logs"),
          core("record")
              .uses(LIMITS, "math", "crypto", "types", "codec", "transaction")
              .imports("java.nio")
              .because(
                  "a record says what happened, in bytes, and must be readable without the machine"
                      + " that made it happen"),
          core("shard")
              .uses(
                  LIMITS,
                  "math",
                  "crypto",
                  "types",
                  "codec",
                  "transaction",
                  "cell",
                  "program",
                  "ledger",
                  "record")
              .because("the shard machine joins all the others, none of which may know it"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }

  @Test
  void rootHoldsOnlyLimits() {
    List<String> names =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.braid.protocol")
                .stream()
                .filter(type -> type.getPackageName().equals("io.braid.protocol"))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .toList();
    assertEquals(
        List.of("Limits"), names, "every package sees the root, so it may hold only the limits");
  }
}
