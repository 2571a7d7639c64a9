package io.braid.prover.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Constraint;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Table;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.ChipDeletions;
import io.braid.stark.fixtures.ChipMutations;
import io.braid.stark.fixtures.ChipMutations.Cell;
import io.braid.stark.poly.Matrix;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sums, differences and comparisons of any words; and that nothing else is offered. */
class AdditionChipTest {

  private static final int BASE = 1 << 16;

  private final Circuit circuit = AdditionCircuit.of(AdditionCircuit.CHIPS);

  private static AdditionCircuit asked(Random random, int eachKind) {
    AdditionCircuit asked = new AdditionCircuit();
    for (int i = 0; i < eachKind; i++) {
      asked.sum(Words.random(random), Words.random(random));
      asked.difference(Words.random(random), Words.random(random));
      asked.comparison(Words.random(random), Words.random(random));
    }
    return asked;
  }

  @Test
  void offersWhatNumbersGive() {
    Seeds.run(
        "sums and differences",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 10; i++) {
            Witness witness = asked(random, AdditionCircuit.HEIGHT / 3).witness();
            assertEquals(List.of(), new RowChecker(circuit).check(witness));
          }
        });
  }

  @Test
  void offersNothingElse() {
    AdditionCircuit asked = new AdditionCircuit();
    asked.sum(BigInteger.TWO, BigInteger.TWO);
    asked.ask(0, BigInteger.TWO, BigInteger.TWO, BigInteger.valueOf(5), 0);
    asked.comparison(BigInteger.TWO, BigInteger.TWO);
    asked.askLess(BigInteger.TWO, BigInteger.TWO, 1);
    Set<String> buses =
        new RowChecker(circuit)
            .check(asked.witness()).stream()
                .map(violation -> ((Violation.OfBus) violation).bus())
                .collect(Collectors.toSet());
    assertEquals(Set.of(Buses.ADDITIONS.name(), Buses.COMPARISONS.name()), buses);
  }

  private static Set<String> labels(Table table) {
    return table.constraints().stream()
        .filter(constraint -> !table.graph().isOfExtension(constraint.node()))
        .map(Constraint::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noElementCanBeAnother() {
    Seeds.run(
        "mutations of addition",
        seed -> {
          Random random = new Random(seed);
          Witness witness = asked(random, 5).witness();
          ChipMutations.Report report =
              new ChipMutations(circuit, witness, random)
                  .ofMain(AdditionCircuit.ADDITION, 0, 1, 2, 14, 15, 63);
          assertEquals(AdditionChip.WIDTH, report.columns());
          assertEquals(AdditionChip.WIDTH, report.rejectedColumns());
          // 0 + 0 = 0 is 0 - 0 = 0 as well, where nobody asks.
          assertEquals(
              Set.of(
                  new Cell(15, AdditionChip.IS_DIFFERENCE),
                  new Cell(63, AdditionChip.IS_DIFFERENCE)),
              report.accepted());
          Set<String> expected = labels(circuit.tables().get(AdditionCircuit.ADDITION));
          expected.add("a bus");
          assertEquals(expected, report.labels());
        });
  }

  /** In each row of nobody's one constraint is broken, and what follows from it is right. */
  @Test
  void eachConstraintIsNeeded() {
    ChipDeletions deletions = new ChipDeletions(AdditionCircuit.ADDITION);
    Witness hostile = new AdditionCircuit().witness();
    Matrix trace = hostile.traces().get(AdditionCircuit.ADDITION);
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < Limbs.COUNT; i++) {
      int ofLimb = i;
      trace.set(ofLimb, AdditionChip.A + i, KoalaBear.ONE);
      rows.put("limb " + i, ofLimb);
      // 2^17 + 0 = 0 + 2^16 2, and the next limb has -2 + 0 + 2 = 0.
      int ofCarry = Limbs.COUNT + i;
      trace.set(ofCarry, AdditionChip.A + i, KoalaBear.of(2 * BASE));
      trace.set(ofCarry, AdditionChip.CARRIES + i, KoalaBear.of(2));
      if (i + 1 < Limbs.COUNT) {
        trace.set(ofCarry, AdditionChip.A + i + 1, KoalaBear.negate(KoalaBear.of(2)));
      }
      rows.put("carry " + i, ofCarry);
    }
    int ofKind = 2 * Limbs.COUNT;
    trace.set(ofKind, AdditionChip.IS_DIFFERENCE, KoalaBear.of(2));
    rows.put("difference or sum", ofKind);
    deletions.showConstraints(AdditionCircuit.CHIPS, hostile, rows);

    showThatSumsDoNotCompare(deletions);
    showThatBusesAreNeeded(deletions);
    assertEquals(Set.of(), deletions.notShown(AdditionCircuit.CHIPS));
  }

  /** 1 + 2 has no carry, so 1 would not be less than 2. */
  private static void showThatSumsDoNotCompare(ChipDeletions deletions) {
    AdditionCircuit comparing = new AdditionCircuit();
    comparing.sum(BigInteger.ONE, BigInteger.TWO);
    comparing.askLess(BigInteger.ONE, BigInteger.TWO, 0);
    Witness hostile = comparing.witness();
    hostile.traces().get(AdditionCircuit.ADDITION).set(0, AdditionChip.COMPARISONS, KoalaBear.ONE);
    deletions.showConstraints(
        AdditionCircuit.CHIPS, hostile, Map.of("only differences compare", 0));
  }

  private static void showThatBusesAreNeeded(ChipDeletions deletions) {
    int zerosInOneColumn = AdditionCircuit.HEIGHT;
    for (int i = 0; i < Limbs.COUNT; i++) {
      // 2^16 + 0 = 2^16, with no carry; and nobody asks for what else stands in the column.
      Witness hostile = new AdditionCircuit().witness();
      Matrix trace = hostile.traces().get(AdditionCircuit.ADDITION);
      trace.set(0, AdditionChip.A + i, KoalaBear.of(BASE));
      trace.set(0, AdditionChip.F + i, KoalaBear.of(BASE));
      int zeros = zerosInOneColumn * (Limbs.COUNT - 1);
      hostile.traces().get(AdditionCircuit.RANGES).set(0, RangeChip.LIMBS, KoalaBear.of(zeros));
      deletions.showInteraction(AdditionCircuit.CHIPS, hostile, i);
    }
    // What is offered and not taken.
    showOffer(deletions, AdditionChip.COUNT, 0, Limbs.COUNT);
    showOffer(deletions, AdditionChip.COMPARISONS, 1, Limbs.COUNT + 1);
  }

  private static void showOffer(
      ChipDeletions deletions, int column, int isDifference, int interaction) {
    Witness hostile = new AdditionCircuit().witness();
    Matrix trace = hostile.traces().get(AdditionCircuit.ADDITION);
    trace.set(0, AdditionChip.IS_DIFFERENCE, KoalaBear.of(isDifference));
    trace.set(0, column, KoalaBear.ONE);
    deletions.showInteraction(AdditionCircuit.CHIPS, hostile, interaction);
  }
}
