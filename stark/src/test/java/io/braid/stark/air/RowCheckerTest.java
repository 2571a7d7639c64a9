package io.braid.stark.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.poly.Matrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the row checker says of right witnesses, and of wrong ones. */
class RowCheckerTest {

  private static final Circuit FIBONACCI =
      new Circuit("fibonacci", List.of(new FibonacciChip()), 3, List.of(), 3);

  private static Witness fibonacci(int height) {
    Matrix trace = FibonacciChip.trace(height, KoalaBear.of(3), KoalaBear.of(5));
    return new Witness(List.of(trace), FibonacciChip.publicValues(trace));
  }

  private static List<String> violations(Circuit circuit, Witness witness) {
    return new RowChecker(circuit).check(witness).stream().map(Violation::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 256, 1024})
  void aRightWitnessHasNoViolations(int height) {
    assertEquals(List.of(), violations(FIBONACCI, fibonacci(height)));
    Seeds.run(
        "lookups",
        seed ->
            assertEquals(
                List.of(),
                violations(LookupChips.circuit(3), LookupChips.witness(new Random(seed), height))));
  }

  @Test
  void aWrongElementIsNamedByRowAndConstraint() {
    Witness witness = fibonacci(512);
    witness.traces().getFirst().set(300, 1, KoalaBear.ONE);
    assertEquals(
        List.of(
            "table fibonacci, row 300: 'a moves' does not hold (nor in 0 more rows)",
            "table fibonacci, row 299: 'b adds' does not hold (nor in 1 more rows)"),
        violations(FIBONACCI, witness));
  }

  @Test
  void publicValuesAreBound() {
    for (int i = 0; i < 3; i++) {
      Witness witness = fibonacci(8);
      witness.publicValues()[i] = KoalaBear.ZERO;
      String label = List.of("a begins", "b begins", "b ends").get(i);
      int row = i == 2 ? 7 : 0;
      assertEquals(
          List.of(
              "table fibonacci, row %d: '%s' does not hold (nor in 0 more rows)"
                  .formatted(row, label)),
          violations(FIBONACCI, witness));
    }
  }

  @Test
  void aTupleThatDoesNotBalanceIsNamed() {
    Witness witness = LookupChips.witness(new Random(1), 64);
    Matrix counts = witness.traces().get(1);
    counts.set(7, 0, KoalaBear.add(counts.get(7, 0), KoalaBear.ONE));
    witness.publicValues()[1] = KoalaBear.of(1000);
    List<String> violations = violations(LookupChips.circuit(3), witness);
    assertEquals(3, violations.size());
    assertEquals(
        "bus nibbles: (7) is sent -1 times more than received, first in table squares, row 0",
        violations.getFirst().replaceAll("row \\d+", "row 0"));
    assertEquals(
        "bus sums: (%s, 1000) is sent -1 times more than received, first in the public values"
            .formatted(KoalaBear.toCanonical(witness.publicValues()[0])),
        violations.get(2));
  }

  @Test
  void whatSaysWhetherATupleIsSentIsAFlag() {
    Witness witness = LookupChips.witness(new Random(1), 8);
    witness.traces().getFirst().set(0, 0, KoalaBear.of(2));
    assertEquals(
        "table squares, row 0: 'bus nibbles: what says whether is 0 or 1' does not hold"
            + " (nor in 0 more rows)",
        violations(LookupChips.circuit(3), witness).getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 9})
  void fractionsHoldAndAnyChangeOfThemDoesNot(int degreeMax) {
    Seeds.run(
        "fractions",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = LookupChips.circuit(degreeMax);
          Witness witness = LookupChips.witness(random, 32);
          int[] challenges = new int[circuit.busChallenges() * Extension.DEGREE];
          for (int i = 0; i < challenges.length; i++) {
            challenges[i] = random.nextInt(KoalaBear.MODULUS);
          }
          RowChecker checker = new RowChecker(circuit);
          try (Workers workers = new Workers(2)) {
            for (int t = 0; t < 2; t++) {
              Table table = circuit.tables().get(t);
              Matrix main = witness.traces().get(t);
              Matrix fixed = circuit.fixed().get(t).orElse(null);
              LogUpColumns logUp =
                  LogUpColumns.of(table, main, fixed, witness.publicValues(), challenges, workers);
              Matrix columns = logUp.columns();
              assertEquals(
                  List.of(), checker.checkLogUp(witness, t, columns, challenges, logUp.sum()));
              for (int column = 0; column < columns.width(); column++) {
                int row = random.nextInt(columns.height());
                int element = columns.get(row, column);
                columns.set(row, column, KoalaBear.add(element, KoalaBear.ONE));
                assertFalse(
                    checker.checkLogUp(witness, t, columns, challenges, logUp.sum()).isEmpty());
                columns.set(row, column, element);
              }
              logUp.sum()[3] ^= 1;
              assertFalse(
                  checker.checkLogUp(witness, t, columns, challenges, logUp.sum()).isEmpty());
            }
          }
        });
  }
}
