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

/** Multiplication with who asks, whose answers are computed with numbers of any length. */
final class MultiplicationCircuit {

  static final int RANGES = 0;
  static final int ADDITION = 1;
  static final int MULTIPLICATION = 2;
  static final int HEIGHT = 64;
  static final List<Chip> CHIPS =
      List.of(
          new RangeChip(),
          new AdditionChip(),
          new MultiplicationChip(),
          new CallerChip(Buses.DIVISIONS),
          new CallerChip(Buses.REMAINDERS));

  private final RangeChip.Counts ranges = new RangeChip.Counts();
  private final AdditionRows additions = new AdditionRows(ranges);
  private final MultiplicationRows rows = new MultiplicationRows(ranges, additions);
  private final List<int[]> divisions = new ArrayList<>();
  private final List<int[]> remainders = new ArrayList<>();

  static Circuit of(List<Chip> chips) {
    return new Circuit("multiplication", chips, 0, List.of(), 3);
  }

  void divide(BigInteger a, BigInteger b, BigInteger d, boolean isUp) {
    long[] out = new long[2 * Word256.LONGS];
    rows.divide(
        Words.longs(a), 0, Words.longs(b), 0, Words.longs(d), 0, isUp, out, 0, out, Word256.LONGS);
    BigInteger product = a.multiply(b);
    int up = isUp ? 1 : 0;
    if (d.signum() == 0) {
      askQuotient(up, a, b, d, BigInteger.ZERO, 1, BigInteger.ZERO);
      return;
    }
    BigInteger[] parts = product.divideAndRemainder(d);
    BigInteger rounded = isUp && parts[1].signum() != 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    if (rounded.compareTo(Words.MAX) > 0) {
      askQuotient(up, a, b, d, BigInteger.ZERO, 1, BigInteger.ZERO);
    } else {
      askQuotient(up, a, b, d, rounded, 0, parts[1]);
    }
  }

  /** Asks, whatever the rows say. */
  void askQuotient(
      int isUp, BigInteger a, BigInteger b, BigInteger d, BigInteger q, int flag, BigInteger r) {
    divisions.add(Words.tuple(isUp, a, b, d, q, flag, r));
  }

  void remainder(BigInteger a, BigInteger b, BigInteger e, BigInteger d) {
    rows.remainder(
        Words.longs(a),
        0,
        Words.longs(b),
        0,
        Words.longs(e),
        0,
        Words.longs(d),
        0,
        new long[Word256.LONGS],
        0);
    askRemainder(a, b, e, d, a.multiply(b).add(e).mod(d));
  }

  /** Asks, whatever the rows say. */
  void askRemainder(BigInteger a, BigInteger b, BigInteger e, BigInteger d, BigInteger r) {
    remainders.add(Words.tuple(a, b, e, d, r));
  }

  Witness witness() {
    return witness(HEIGHT);
  }

  Witness witness(int height) {
    Matrix multiplication = rows.trace(height);
    Matrix addition = additions.trace(Math.max(2, Integer.highestOneBit(2 * additions.size())));
    return new Witness(
        List.of(
            ranges.trace(),
            addition,
            multiplication,
            new CallerChip(Buses.DIVISIONS).trace(divisions),
            new CallerChip(Buses.REMAINDERS).trace(remainders)),
        new int[0]);
  }
}
