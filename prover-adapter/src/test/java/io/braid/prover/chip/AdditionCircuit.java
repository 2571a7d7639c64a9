package io.braid.prover.chip;

import io.braid.protocol.math.Word256;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.poly.Matrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Addition with who asks, whose words and carries are computed with numbers of any length. */
final class AdditionCircuit {

  static final int RANGES = 0;
  static final int ADDITION = 1;
  static final int HEIGHT = 64;
  static final List<Chip> CHIPS =
      List.of(
          new RangeChip(),
          new AdditionChip(),
          new CallerChip(Buses.ADDITIONS),
          new CallerChip(Buses.COMPARISONS));

  private final RangeChip.Counts ranges = new RangeChip.Counts();
  private final AdditionRows rows = new AdditionRows(ranges);
  private final List<int[]> additions = new ArrayList<>();
  private final List<int[]> comparisons = new ArrayList<>();

  static Circuit of(List<Chip> chips) {
    return new Circuit("addition", chips, 0, List.of(), 3);
  }

  void sum(BigInteger a, BigInteger b) {
    BigInteger sum = a.add(b);
    rows.sum(Words.longs(a), 0, Words.longs(b), 0, new long[Word256.LONGS], 0);
    ask(0, a, b, sum.mod(Words.MODULUS), sum.compareTo(Words.MODULUS) >= 0 ? 1 : 0);
  }

  void difference(BigInteger a, BigInteger b) {
    BigInteger difference = a.subtract(b);
    rows.difference(Words.longs(a), 0, Words.longs(b), 0, new long[Word256.LONGS], 0);
    ask(1, a, b, difference.mod(Words.MODULUS), difference.signum() < 0 ? 1 : 0);
  }

  /** Asks, whatever the rows say. */
  void ask(int isDifference, BigInteger a, BigInteger b, BigInteger f, int carry) {
    additions.add(Words.tuple(isDifference, a, b, f, carry));
  }

  void comparison(BigInteger a, BigInteger b) {
    rows.comparison(Words.longs(a), 0, Words.longs(b), 0);
    askLess(a, b, a.compareTo(b) < 0 ? 1 : 0);
  }

  /** Asks, whatever the rows say. */
  void askLess(BigInteger a, BigInteger b, int isLess) {
    comparisons.add(Words.tuple(a, b, isLess));
  }

  Witness witness() {
    Matrix addition = rows.trace(HEIGHT);
    return new Witness(
        List.of(
            ranges.trace(),
            addition,
            new CallerChip(Buses.ADDITIONS).trace(additions),
            new CallerChip(Buses.COMPARISONS).trace(comparisons)),
        new int[0]);
  }
}
