package io.braid.prover.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.fixtures.ChipMutations;
import io.braid.stark.fixtures.ChipMutations.Cell;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Divisions of all kinds and remainders; and that nothing else is offered. */
class MultiplicationChipTest {

  /** The order of the group of BLS12-381, which is what remainders are for. */
  private static final BigInteger BLS =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private final Circuit circuit = MultiplicationCircuit.of(MultiplicationCircuit.CHIPS);

  private static BigInteger below(BigInteger bound, Random random) {
    return Words.random(random).mod(bound);
  }

  @Test
  void answersWhatNumbersGive() {
    Seeds.run(
        "products",
        seed -> {
          Random random = new Random(seed);
          for (int round = 0; round < 20; round++) {
            MultiplicationCircuit asked = new MultiplicationCircuit();
            for (int i = 0; i < 6; i++) {
              BigInteger a = Words.random(random);
              BigInteger b = Words.random(random);
              BigInteger d = random.nextInt(8) == 0 ? a : Words.random(random);
              asked.divide(a, b, d, random.nextBoolean());
            }
            asked.remainder(
                below(BLS, random), below(BLS, random), new BigInteger(240, random), BLS);
            assertEquals(List.of(), new RowChecker(circuit).check(asked.witness()));
          }
        });
  }

  /** One of each kind; the row in which each begins is 8 times its place. */
  private static MultiplicationCircuit eachKind(Random random) {
    MultiplicationCircuit asked = new MultiplicationCircuit();
    BigInteger d = BigInteger.ONE.shiftLeft(200).add(new BigInteger(200, random)).setBit(0);
    BigInteger a = new BigInteger(200, random).setBit(199);
    asked.divide(a, new BigInteger(256, random), d, false);
    asked.divide(a, new BigInteger(256, random), d, true);
    edge(asked);
    asked.divide(Words.MAX, Words.MAX, a, false);
    asked.divide(Words.MAX, BigInteger.TWO, BigInteger.ZERO, true);
    asked.remainder(below(BLS, random), below(BLS, random), new BigInteger(240, random), BLS);
    return asked;
  }

  /** (2^256 - 2) b / (b - 1) is above 2^256 - 1, but not by 1, for a b of 256 bits. */
  private static void edge(MultiplicationCircuit asked) {
    BigInteger b = BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(5));
    asked.divide(Words.MAX.subtract(BigInteger.ONE), b, b.subtract(BigInteger.ONE), true);
  }

  @Test
  void noElementCanBeAnother() {
    Seeds.run(
        "mutations of multiplication",
        seed -> {
          Random random = new Random(seed);
          Witness witness = eachKind(random).witness();
          int[] rows = {0, 3, 7, 8, 16, 24, 32, 40, 45, 48, 56, 63};
          ChipMutations.Report report =
              new ChipMutations(circuit, witness, random)
                  .ofMain(MultiplicationCircuit.MULTIPLICATION, rows);
          assertEquals(MultiplicationChip.WIDTH, report.columns());
          assertEquals(MultiplicationChip.WIDTH, report.rejectedColumns());
          assertEquals(saysNothing(), report.accepted());
        });
  }

  /** Where an element says nothing: the inverse of 0, e that does not count, what no kind asks. */
  private static Set<Cell> saysNothing() {
    Set<Cell> cells = new HashSet<>();
    addCells(cells, MultiplicationChip.INVERSE_OF_STEP, 7, 63);
    addCells(cells, MultiplicationChip.IS_UP, 3, 7, 40, 45, 48, 56, 63);
    addCells(cells, MultiplicationChip.INVERSE_OF_R, 0, 3, 7, 24, 32, 40, 45, 48, 56, 63);
    for (int i = 0; i < MultiplicationChip.LIMBS_IN_ROW; i++) {
      addCells(cells, MultiplicationChip.E + i, 0, 16, 48, 56);
    }
    return cells;
  }

  private static void addCells(Set<Cell> cells, int column, int... rows) {
    for (int row : rows) {
      cells.add(new Cell(row, column));
    }
  }

  @Test
  void answersNothingElse() {
    MultiplicationCircuit asked = new MultiplicationCircuit();
    asked.divide(BigInteger.TEN, BigInteger.TEN, BigInteger.TWO, false);
    asked.askQuotient(
        0, BigInteger.TEN, BigInteger.TEN, BigInteger.TWO, BigInteger.valueOf(51), 0, Words.MAX);
    asked.askRemainder(
        BigInteger.TEN, BigInteger.TEN, BigInteger.ONE, BigInteger.TWO, BigInteger.ZERO);
    Set<String> buses =
        new RowChecker(circuit)
            .check(asked.witness()).stream()
                .map(violation -> ((Violation.OfBus) violation).bus())
                .collect(Collectors.toSet());
    assertEquals(Set.of(Buses.DIVISIONS.name(), Buses.REMAINDERS.name()), buses);
  }
}
