package io.braid.stark;

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
          "io.braid.stark",
          core("field")
              .because(
                  "all else counts in these fields, on whatever machine: arithmetic needs nothing"
                      + " but the language"),
          edge("cpu")
              .imports("java.util.concurrent..")
              .because("all computations ask it, so it may ask nobody"),
          core("block")
              .uses("cpu", "field")
              .imports("jdk.incubator.vector")
              .because("loops know no more than where elements stand"),
          core("poly")
              .uses("cpu", "field")
              .imports("jdk.incubator.vector")
              .because("what is committed to and what is proven of it is decided above"),
          core("hash")
              .uses("cpu", "field")
              .imports("java.nio", "jdk.incubator.vector")
              .because("a permutation is the same whatever is hashed with it"),
          core("commit")
              .uses("cpu", "field", "hash", "poly")
              .imports("java.nio", "jdk.incubator.vector")
              .because("that rows belong to a root does not hang on what they mean"),
          core("air")
              .uses("block", "cpu", "field", "poly")
              .because(
                  "constraints are read by the prover, the verifiers and the export alike, so they"
                      + " may know none of them"),
          core("chip")
              .uses("air", "block", "cpu", "field", "hash", "poly")
              .because("what must hold of the rows of a hash does not hang on how it is proven"),
          core("algebra")
              .uses("commit")
              .because("numbers and wires must take the same steps, so neither may be known here"),
          core("profile").because("what is demanded of a proof does not hang on how it is made"),
          core("transcript")
              .uses("cpu", "field", "hash", "profile")
              .imports("java.nio")
              .because("challenges follow from what was said, whatever it means"),
          core("key")
              .uses("air", "algebra", "commit", "field", "hash", "poly", "profile")
              .imports("java.io")
              .because("prover and verifier must mean the same, so it may know neither"),
          core("proof")
              .uses("commit", "field")
              .imports("java.io")
              .because("bytes are bytes: prover and verifier say which stand where"),
          core("verifier")
              .uses(
                  "air",
                  "algebra",
                  "commit",
                  "field",
                  "key",
                  "poly",
                  "profile",
                  "proof",
                  "transcript")
              .because("who checks a proof may owe nothing to who made it"),
          core("soundness")
              .uses("air", "field", "key", "profile")
              .because("what a proof is worth is computed, and decides nothing"),
          core("prover")
              .uses(
                  "air",
                  "block",
                  "commit",
                  "cpu",
                  "field",
                  "key",
                  "poly",
                  "profile",
                  "proof",
                  "transcript")
              .because("whether a proof is one is for the verifier to say"));

  @TestFactory
  Stream<DynamicTest> rules(@TempDir Path folder) {
    return ImportRuleTests.of(TABLE, folder);
  }
}
