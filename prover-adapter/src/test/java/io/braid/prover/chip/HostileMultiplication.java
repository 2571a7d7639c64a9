package io.braid.prover.chip;

import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.poly.Matrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of multiplication as nobody should write them, with limbs and bytes counted as they stand
 * there, and with sums and comparisons that are asked for by the test.
 */
final class HostileMultiplication {

  static final int ROWS = MultiplicationChip.ROWS;

  /** Which interaction is left out when limbs and bytes are counted; none if negative. */
  private int omitted = -1;

  private final Matrix trace;
  private final RangeChip.Counts ranges = new RangeChip.Counts();
  private final AdditionRows additions = new AdditionRows(ranges);
  private final List<int[]> divisions = new ArrayList<>();
  private final List<int[]> remainders = new ArrayList<>();

  HostileMultiplication() {
    this(MultiplicationCircuit.HEIGHT);
  }

  HostileMultiplication(int height) {
    RangeChip.Counts unused = new RangeChip.Counts();
    Matrix whole =
        new MultiplicationRows(unused, new AdditionRows(unused)).trace(Math.max(height, ROWS));
    trace = new Matrix(height, MultiplicationChip.WIDTH);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < MultiplicationChip.WIDTH; column++) {
        trace.set(row, column, whole.get(row, column));
      }
    }
  }

  HostileMultiplication omit(int interaction) {
    omitted = interaction;
    return this;
  }

  /** Sets an element to a number, which may be negative. */
  HostileMultiplication set(int row, int column, long number) {
    long element = Math.floorMod(number, (long) KoalaBear.MODULUS);
    trace.set(row, column, KoalaBear.of((int) element));
    return this;
  }

  HostileMultiplication setElement(int row, int column, int element) {
    trace.set(row, column, element);
    return this;
  }

  /** Sets an element in all eight rows. */
  HostileMultiplication setAll(int firstRow, int column, long number) {
    for (int row = firstRow; row < firstRow + ROWS; row++) {
      set(row, column, number);
    }
    return this;
  }

  /** Sets a word to 2^256 - 1, in the rows in which its limbs stand if it moves. */
  HostileMultiplication setMax(int firstRow, int column) {
    boolean moves = column != MultiplicationChip.A && column != MultiplicationChip.D;
    for (int step = 0; step < ROWS; step++) {
      int gone = moves ? step * MultiplicationChip.LIMBS_IN_ROW : 0;
      for (int i = 0; i < Limbs.COUNT - gone; i++) {
        set(firstRow + step, column + i, Limbs.BASE - 1);
      }
      if (column == MultiplicationChip.Q && gone < Limbs.COUNT) {
        for (int i = 0; i < MultiplicationChip.LIMBS_IN_ROW; i++) {
          set(firstRow + step, MultiplicationChip.HIGH_OF_Q + i, 255);
        }
      }
    }
    return this;
  }

  /** a b + sign e = q d + r with the lowest limbs alone, in one row, where nothing is carried. */
  HostileMultiplication small(int firstRow, int a, int b, int e, int q, int d, int r) {
    setAll(firstRow, MultiplicationChip.A, a);
    setAll(firstRow, MultiplicationChip.D, d);
    set(firstRow, MultiplicationChip.B, b);
    set(firstRow, MultiplicationChip.E, e);
    set(firstRow, MultiplicationChip.Q, q);
    return set(firstRow, MultiplicationChip.R, r);
  }

  /** Sets sign and whether r is taken. */
  HostileMultiplication kind(int firstRow, int sign, int takesR) {
    setAll(firstRow, MultiplicationChip.SIGN, sign);
    return setAll(firstRow, MultiplicationChip.TAKES_R, takesR);
  }

  HostileMultiplication inverseOfR(int row, int sumOfR) {
    return setElement(
        row, MultiplicationChip.INVERSE_OF_R, KoalaBear.inverse(KoalaBear.of(sumOfR)));
  }

  HostileMultiplication compare(BigInteger a, BigInteger b) {
    additions.comparison(Words.longs(a), 0, Words.longs(b), 0);
    return this;
  }

  HostileMultiplication compare(int a, int b) {
    return compare(BigInteger.valueOf(a), BigInteger.valueOf(b));
  }

  HostileMultiplication subtract(int a, int b) {
    additions.difference(
        Words.longs(BigInteger.valueOf(a)),
        0,
        Words.longs(BigInteger.valueOf(b)),
        0,
        Limbs.words(1),
        0);
    return this;
  }

  HostileMultiplication askQuotient(int isUp, int a, int b, int d, int q, int flag, int r) {
    divisions.add(
        Words.tuple(
            isUp,
            BigInteger.valueOf(a),
            BigInteger.valueOf(b),
            BigInteger.valueOf(d),
            BigInteger.valueOf(q),
            flag,
            BigInteger.valueOf(r)));
    return this;
  }

  HostileMultiplication askRemainderOfZeros() {
    BigInteger zero = BigInteger.ZERO;
    remainders.add(Words.tuple(zero, zero, zero, zero, zero));
    return this;
  }

  /** The witness; the last so many sums and comparisons count as taken back. */
  Witness witness(int takenBack) {
    Matrix addition = additions.trace(8);
    for (int row = additions.size() - takenBack; row < additions.size(); row++) {
      for (int column : new int[] {AdditionChip.COUNT, AdditionChip.COMPARISONS}) {
        addition.set(row, column, KoalaBear.negate(addition.get(row, column)));
      }
    }
    countRanges();
    return new Witness(
        List.of(
            ranges.trace(),
            addition,
            trace,
            new CallerChip(Buses.DIVISIONS).trace(divisions),
            new CallerChip(Buses.REMAINDERS).trace(remainders)),
        new int[0]);
  }

  Witness witness() {
    return witness(0);
  }

  private void countRanges() {
    for (int row = 0; row < trace.height(); row++) {
      int interaction = 0;
      for (int i = 0; i < MultiplicationChip.LIMBS_IN_ROW; i++) {
        bytes(interaction++, row, MultiplicationChip.B + i, MultiplicationChip.HIGH_OF_B + i);
        bytes(interaction++, row, MultiplicationChip.Q + i, MultiplicationChip.HIGH_OF_Q + i);
        limb(interaction++, row, MultiplicationChip.R + i);
      }
      for (int i = 0; i < MultiplicationChip.BYTES_IN_ROW; i++) {
        limb(interaction++, row, MultiplicationChip.CARRY_LOW + i);
        int high = number(row, MultiplicationChip.CARRY_HIGH + i);
        int shifted = high * MultiplicationChip.CARRY_HIGH_FACTOR;
        if (interaction++ != omitted && high < 64) {
          ranges.bytes(high, shifted);
        }
      }
    }
  }

  private int number(int row, int column) {
    return KoalaBear.toCanonical(trace.get(row, column));
  }

  private void limb(int interaction, int row, int column) {
    if (interaction != omitted && number(row, column) < Limbs.BASE) {
      ranges.limb(number(row, column));
    }
  }

  private void bytes(int interaction, int row, int column, int high) {
    long low = number(row, column) - 256L * number(row, high);
    if (interaction != omitted && low >= 0 && low < 256 && number(row, high) < 256) {
      ranges.bytes((int) low, number(row, high));
    }
  }
}
