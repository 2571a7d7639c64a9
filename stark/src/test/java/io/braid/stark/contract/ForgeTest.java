package io.braid.stark.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests in Solidity, of the folder {@code contracts/test}. */
class ForgeTest {

  @Test
  void testsInSolidityHold() throws Exception {
    List<String> lines = ContractProgram.run("scripts/test.mjs");
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("tests passed")),
        () -> String.join("\n", lines));
  }
}
