package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.poly.Matrix;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Provers who follow the protocol, of a witness that is none. */
class HostileWitnessTest {

  private static final Lie NONE = new Lie() {};

  /** That one constraint alone does not hold, in one row, and the proof says so. */
  private static void breaks(String label, HostileSetting setting, Witness hostile) {
    List<Violation> violations = new RowChecker(setting.circuit()).check(hostile);
    assertEquals(1, violations.size(), violations::toString);
    Violation.OfConstraint violation = (Violation.OfConstraint) violations.getFirst();
    assertEquals(label, violation.constraint());
    assertEquals(1, violation.rows());
    assertEquals(Optional.of(Fault.CONSTRAINTS), setting.verdict(hostile, NONE), label);
  }

  private static Witness fibonacci(Matrix trace, int publicValue, int added) {
    int[] publicValues = FibonacciChip.publicValues(trace);
    publicValues[publicValue] = KoalaBear.add(publicValues[publicValue], added);
    return new Witness(List.of(trace), publicValues);
  }

  /** Adds to one column of a row, from which all rows behind follow. */
  private static Witness stepped(Matrix honest, int row, int column, int added) {
    Matrix trace = copyOf(honest);
    trace.set(row, column, KoalaBear.add(trace.get(row, column), added));
    for (int i = row + 1; i < trace.height(); i++) {
      trace.set(i, 0, trace.get(i - 1, 1));
      trace.set(i, 1, KoalaBear.add(trace.get(i - 1, 0), trace.get(i - 1, 1)));
    }
    return fibonacci(trace, 0, KoalaBear.ZERO);
  }

  @Test
  void constraintsOfEachKindOfRowsHold() {
    HostileSetting.fibonacci(
        "wrong rows",
        setting -> {
          Matrix trace = setting.witness().traces().getFirst();
          breaks("a begins", setting, fibonacci(trace, 0, setting.element()));
          breaks("b begins", setting, fibonacci(trace, 1, setting.element()));
          breaks("b ends", setting, fibonacci(trace, 2, KoalaBear.ONE));
          for (int row : new int[] {1, 31, trace.height() - 1}) {
            breaks("a moves", setting, stepped(trace, row, 0, setting.element()));
            breaks("b adds", setting, stepped(trace, row, 1, setting.element()));
          }
        });
  }

  private static Matrix copyOf(Matrix trace) {
    return new Matrix(trace.elements().clone(), trace.height(), trace.width());
  }

  private static Witness copyOf(Witness witness) {
    List<Matrix> traces = witness.traces().stream().map(HostileWitnessTest::copyOf).toList();
    return new Witness(traces, witness.publicValues().clone());
  }

  private static int rowInUse(Witness witness, boolean isInUse) {
    Matrix squares = witness.traces().getFirst();
    int row = 0;
    while ((squares.get(row, 0) == KoalaBear.ONE) != isInUse) {
      row++;
    }
    return row;
  }

  @Test
  void constraintsOfAllRowsHold() {
    HostileSetting.lookups(
        "wrong square",
        setting -> {
          Witness hostile = copyOf(setting.witness());
          // In a row that is not in use nothing is looked up, but squares are squares.
          hostile.traces().getFirst().set(rowInUse(hostile, false), 3, setting.element());
          breaks("square", setting, hostile);
        });
  }

  /** One row is in use twice, another minus once: on buses that is one row. */
  @Test
  void flagsAreFlags() {
    HostileSetting.lookups(
        "wrong flags",
        setting -> {
          Witness hostile = copyOf(setting.witness());
          Matrix squares = hostile.traces().getFirst();
          int twice = rowInUse(hostile, true);
          int negative = rowInUse(hostile, false);
          for (int column = 1; column < squares.width(); column++) {
            squares.set(negative, column, squares.get(twice, column));
          }
          squares.set(twice, 0, KoalaBear.of(2));
          squares.set(negative, 0, KoalaBear.of(KoalaBear.MODULUS - 1));
          List<Violation> violations = new RowChecker(setting.circuit()).check(hostile);
          assertEquals(1, violations.size(), violations::toString);
          assertEquals(
              "bus nibbles: what says whether is 0 or 1",
              ((Violation.OfConstraint) violations.getFirst()).constraint());
          assertEquals(Optional.of(Fault.CONSTRAINTS), setting.verdict(hostile, NONE));
        });
  }

  @Test
  void busesAreBalanced() {
    HostileSetting.lookups(
        "unbalanced buses",
        setting -> {
          Witness counted = copyOf(setting.witness());
          Matrix counts = counted.traces().get(1);
          counts.set(5, 0, KoalaBear.add(counts.get(5, 0), KoalaBear.ONE));
          assertEquals(Optional.of(Fault.BUS_SUM), setting.verdict(counted, NONE));
          Witness summed = copyOf(setting.witness());
          summed.publicValues()[1] = KoalaBear.add(summed.publicValues()[1], KoalaBear.ONE);
          assertEquals(Optional.of(Fault.BUS_SUM), setting.verdict(summed, NONE));
          Witness unused = copyOf(setting.witness());
          unused.traces().getFirst().set(rowInUse(unused, true), 0, KoalaBear.ZERO);
          assertFalse(new RowChecker(setting.circuit()).check(unused).isEmpty());
          assertEquals(Optional.of(Fault.BUS_SUM), setting.verdict(unused, NONE));
        });
  }

  /** A prover with another table of nibbles says that 99 is one. */
  @Test
  void fixedColumnsAreThoseOfTheKey() {
    HostileSetting.lookups(
        "other fixed columns",
        setting -> {
          Matrix numbers = LookupChips.numbers();
          numbers.set(2, 0, KoalaBear.of(99));
          numbers.set(3, 0, KoalaBear.of(612));
          Circuit other = LookupChips.circuit(3, numbers);
          ProvingKey honest = setting.key(setting.circuit());
          HostileProver prover = new HostileProver(setting.key(other), setting.workers());
          Lie knowsTheKey =
              new Lie() {
                @Override
                int[] known(int call, int[] elements) {
                  return call == 0 ? honest.verifyingKey().digest() : elements;
                }
              };
          Witness hostile = with99(setting);
          assertEquals(List.of(), new RowChecker(other).check(hostile));
          assertEquals(
              Optional.of(Fault.OPENING_FIXED),
              prover.verdict(honest.verifyingKey(), hostile, knowsTheKey));
        });
  }

  /** One row is in use: 99^2 = 16 * 612 + 9, of which 99 and 612 are no nibbles. */
  private static Witness with99(HostileSetting setting) {
    Matrix squares = new Matrix(setting.witness().traces().getFirst().height(), 6);
    int[] row = {1, 99, 9, 612, 0, 0};
    for (int column = 0; column < row.length; column++) {
      squares.set(4, column, KoalaBear.of(row[column]));
    }
    Matrix counts = new Matrix(16, 1);
    for (int number : new int[] {2, 3, 9}) {
      counts.set(number, 0, KoalaBear.ONE);
    }
    int[] publicValues = {KoalaBear.ONE, KoalaBear.of(99)};
    return new Witness(List.of(squares, counts), publicValues);
  }
}
