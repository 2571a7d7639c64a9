package io.braid.prover.chip;

import io.braid.protocol.math.MulDiv;
import io.braid.protocol.math.Word256;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/** The rows of {@link MultiplicationChip}, gathered as other tables ask for them. */
public final class MultiplicationRows {

  /** What a division is; {@link #NONE} fills the table. */
  private enum Kind {
    NONE(0, 0),
    DOWN(0, 1),
    ROUNDED(1, 0),
    EDGE(0, 1),
    OVERFLOW(-1, 1),
    REMAINDER(1, 1);

    final int sign;
    final int takesR;

    Kind(int sign, int takesR) {
      this.sign = sign;
      this.takesR = takesR;
    }
  }

  private static final int MULTIPLICATIONS_AT_FIRST = 16;

  /** The words of a multiplication: a, b, d, e, q, r. */
  private static final int A = 0;

  private static final int B = A + Word256.LONGS;
  private static final int D = B + Word256.LONGS;
  private static final int E = D + Word256.LONGS;
  private static final int Q = E + Word256.LONGS;
  private static final int R = Q + Word256.LONGS;
  private static final int LONGS = R + Word256.LONGS;

  private static final long[] MAX = {-1, -1, -1, -1};
  private static final int BYTE_BITS = 8;
  private static final int BYTE_MASK = (1 << BYTE_BITS) - 1;

  private final RangeChip.Counts ranges;
  private final AdditionRows additions;
  private final MulDiv mulDiv = new MulDiv();
  private final int[] inversesOfSteps = new int[MultiplicationChip.ROWS];
  private final long[] sums = new long[MultiplicationChip.SUMS + MultiplicationChip.BYTES_IN_ROW];

  private long[] words = new long[MULTIPLICATIONS_AT_FIRST * LONGS];
  private Kind[] kinds = new Kind[MULTIPLICATIONS_AT_FIRST];
  private boolean[] areUp = new boolean[MULTIPLICATIONS_AT_FIRST];
  private int size;

  /** Rows whose limbs are counted, and which ask for comparisons. */
  public MultiplicationRows(RangeChip.Counts ranges, AdditionRows additions) {
    this.ranges = ranges;
    this.additions = additions;
    for (int step = 0; step < MultiplicationChip.ROWS - 1; step++) {
      int toLast = KoalaBear.of(MultiplicationChip.ROWS - 1 - step);
      inversesOfSteps[step] = KoalaBear.negate(KoalaBear.inverse(toLast));
    }
  }

  /** Rows so far. */
  public int size() {
    return size * MultiplicationChip.ROWS;
  }

  /**
   * Asks for a b / d, as {@link MulDiv#divide} gives it.
   *
   * @return the flag
   */
  int divide(
      long[] a,
      int aAt,
      long[] b,
      int bAt,
      long[] d,
      int dAt,
      boolean isUp,
      long[] q,
      int qAt,
      long[] r,
      int rAt) {
    int at = append(a, aAt, b, bAt);
    areUp[size] = isUp;
    Word256.copy(d, dAt, words, at + D);
    boolean isTooLarge =
        mulDiv.divide(a, aAt, b, bAt, d, dAt, false, words, at + Q, words, at + R) == 1;
    boolean hasRest = !Word256.isZero(words, at + R);
    if (isTooLarge) {
      appendOverflow(at);
    } else if (!isUp || !hasRest) {
      appendLess(Kind.DOWN, at);
    } else if (Word256.isEqual(words, at + Q, MAX, 0)) {
      appendLess(Kind.EDGE, at);
    } else {
      // a b + e = q d, with r as it was: r + e = d.
      mulDiv.divide(a, aAt, b, bAt, d, dAt, true, words, at + Q, words, at + R);
      Word256.subtract(words, at + D, words, at + R, words, at + E);
      additions.difference(words, at + D, words, at + E, words, at + R);
      appendLess(Kind.ROUNDED, at);
    }
    return (int) mulDiv.divide(a, aAt, b, bAt, d, dAt, isUp, q, qAt, r, rAt);
  }

  /**
   * Asks for (a b + e) mod d.
   *
   * @param d at least 1 and below 2^255
   * @param e less than d
   */
  void remainder(
      long[] a,
      int aAt,
      long[] b,
      int bAt,
      long[] e,
      int eAt,
      long[] d,
      int dAt,
      long[] out,
      int outAt) {
    int at = append(a, aAt, b, bAt);
    areUp[size] = false;
    Word256.copy(d, dAt, words, at + D);
    Word256.copy(e, eAt, words, at + E);
    long flag = mulDiv.divide(a, aAt, b, bAt, d, dAt, false, words, at + Q, words, at + R);
    if (flag == 1 || d[dAt + Word256.LONGS - 1] < 0 || !Word256.isLess(e, eAt, d, dAt)) {
      throw new IllegalArgumentException("a remainder that the table has no place for");
    }
    Word256.add(words, at + R, words, at + E, words, at + R);
    if (!Word256.isLess(words, at + R, words, at + D)) {
      Word256.subtract(words, at + R, words, at + D, words, at + R);
      Word256.add(words, at + Q, new long[] {1, 0, 0, 0}, 0, words, at + Q);
    }
    appendLess(Kind.REMAINDER, at);
    Word256.copy(words, at + R, out, outAt);
  }

  /** Begins a multiplication; it counts once its kind is known. */
  private int append(long[] a, int aAt, long[] b, int bAt) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      areUp = Arrays.copyOf(areUp, 2 * size);
      words = Arrays.copyOf(words, 2 * words.length);
    }
    int at = size * LONGS;
    Word256.copy(a, aAt, words, at + A);
    Word256.copy(b, bAt, words, at + B);
    return at;
  }

  private void appendLess(Kind kind, int at) {
    additions.comparison(words, at + R, words, at + D);
    kinds[size++] = kind;
  }

  /** a b = q (2^256 - 1) + r + e, with the divisor as e. */
  private void appendOverflow(int at) {
    Word256.copy(words, at + D, words, at + E);
    Word256.copy(MAX, 0, words, at + D);
    mulDiv.divide(words, at + A, words, at + B, MAX, 0, false, words, at + Q, words, at + R);
    if (Word256.subtract(words, at + R, words, at + E, words, at + R) == 1) {
      // One 2^256 - 1 less of the quotient is what the rest lacks: 2^256 is there from the borrow.
      Word256.subtract(words, at + R, new long[] {1, 0, 0, 0}, 0, words, at + R);
      Word256.subtract(words, at + Q, new long[] {1, 0, 0, 0}, 0, words, at + Q);
    }
    additions.comparison(words, at + Q, words, at + E);
    kinds[size++] = Kind.OVERFLOW;
  }

  /**
   * The columns.
   *
   * @param height a power of two, at least {@link #size} and 8
   */
  public Matrix trace(int height) {
    Matrix trace = new Matrix(height, MultiplicationChip.WIDTH);
    long[] none = new long[LONGS];
    for (int i = 0; i * MultiplicationChip.ROWS < height; i++) {
      int row = i * MultiplicationChip.ROWS;
      if (i < size) {
        write(trace, row, kinds[i], words, i * LONGS);
        writeKind(trace, row, i);
      } else {
        write(trace, row, Kind.NONE, none, 0);
      }
    }
    return trace;
  }

  private void writeKind(Matrix trace, int row, int index) {
    Kind kind = kinds[index];
    int column =
        switch (kind) {
          case DOWN -> MultiplicationChip.DOWN;
          case ROUNDED -> MultiplicationChip.ROUNDED;
          case EDGE -> MultiplicationChip.EDGE;
          case OVERFLOW -> MultiplicationChip.OVERFLOW;
          case REMAINDER -> MultiplicationChip.REMAINDER;
          case NONE -> throw new IllegalStateException("a multiplication is of some kind");
        };
    trace.set(row, column, KoalaBear.ONE);
    trace.set(row, MultiplicationChip.IS_UP, areUp[index] ? KoalaBear.ONE : KoalaBear.ZERO);
    boolean isRemainder = kind == Kind.REMAINDER;
    trace.set(
        row,
        isRemainder ? MultiplicationChip.REMAINDERS : MultiplicationChip.DIVISIONS,
        KoalaBear.ONE);
    if (kind == Kind.ROUNDED || kind == Kind.EDGE) {
      int sumOfR = 0;
      for (int i = 0; i < Limbs.COUNT; i++) {
        sumOfR += Limbs.of(words, index * LONGS + R, i);
      }
      trace.set(row, MultiplicationChip.INVERSE_OF_R, KoalaBear.inverse(KoalaBear.of(sumOfR)));
    }
  }

  private void write(Matrix trace, int firstRow, Kind kind, long[] from, int at) {
    Arrays.fill(sums, 0);
    for (int step = 0; step < MultiplicationChip.ROWS; step++) {
      int row = firstRow + step;
      int skip = step * MultiplicationChip.LIMBS_IN_ROW;
      Limbs.write(from, at + A, trace, row, MultiplicationChip.A);
      Limbs.write(from, at + D, trace, row, MultiplicationChip.D);
      for (int i = skip; i < Limbs.COUNT; i++) {
        set(trace, row, MultiplicationChip.B + i - skip, Limbs.of(from, at + B, i));
        set(trace, row, MultiplicationChip.E + i - skip, Limbs.of(from, at + E, i));
        set(trace, row, MultiplicationChip.Q + i - skip, Limbs.of(from, at + Q, i));
        set(trace, row, MultiplicationChip.R + i - skip, Limbs.of(from, at + R, i));
      }
      trace.set(row, MultiplicationChip.SIGN, element(kind.sign));
      trace.set(row, MultiplicationChip.TAKES_R, element(kind.takesR));
      set(trace, row, MultiplicationChip.STEP, step);
      set(trace, row, MultiplicationChip.IS_FIRST, step == 0 ? 1 : 0);
      set(trace, row, MultiplicationChip.IS_LAST, step == MultiplicationChip.ROWS - 1 ? 1 : 0);
      trace.set(row, MultiplicationChip.INVERSE_OF_STEP, inversesOfSteps[step]);
      for (int i = 0; i < MultiplicationChip.SUMS; i++) {
        trace.set(row, MultiplicationChip.T + i, element(sums[i]));
      }
      takeIn(trace, row, kind, from, at, skip);
      carry(trace, row);
    }
  }

  /** Adds what four limbs of b, e, q and r are good for, and writes their bytes. */
  private void takeIn(Matrix trace, int row, Kind kind, long[] from, int at, int skip) {
    boolean areLeft = skip < Limbs.COUNT;
    for (int i = 0; i < MultiplicationChip.LIMBS_IN_ROW; i++) {
      int ofB = areLeft ? Limbs.of(from, at + B, skip + i) : 0;
      int ofQ = areLeft ? Limbs.of(from, at + Q, skip + i) : 0;
      int ofR = areLeft ? Limbs.of(from, at + R, skip + i) : 0;
      set(trace, row, MultiplicationChip.HIGH_OF_B + i, ofB >>> BYTE_BITS);
      set(trace, row, MultiplicationChip.HIGH_OF_Q + i, ofQ >>> BYTE_BITS);
      ranges.bytes(ofB & BYTE_MASK, ofB >>> BYTE_BITS);
      ranges.bytes(ofQ & BYTE_MASK, ofQ >>> BYTE_BITS);
      ranges.limb(ofR);
      for (int j = 0; j < Limbs.COUNT; j++) {
        long ofA = Limbs.of(from, at + A, j);
        long ofD = Limbs.of(from, at + D, j);
        int place = 2 * (i + j);
        sums[place] += ofA * (ofB & BYTE_MASK) - ofD * (ofQ & BYTE_MASK);
        sums[place + 1] += ofA * (ofB >>> BYTE_BITS) - ofD * (ofQ >>> BYTE_BITS);
      }
      long ofE = areLeft ? Limbs.of(from, at + E, skip + i) : 0;
      sums[2 * i] += kind.sign * ofE - (long) kind.takesR * ofR;
    }
  }

  /** Divides by 2^64 and writes the carries. */
  private void carry(Matrix trace, int row) {
    long carry = 0;
    for (int i = 0; i < MultiplicationChip.BYTES_IN_ROW; i++) {
      carry = (sums[i] + carry) >> BYTE_BITS;
      int shifted = (int) carry + (1 << (MultiplicationChip.CARRY_BITS - 1));
      int low = shifted & (Limbs.BASE - 1);
      int high = shifted >>> Limbs.BITS;
      set(trace, row, MultiplicationChip.CARRY_LOW + i, low);
      set(trace, row, MultiplicationChip.CARRY_HIGH + i, high);
      ranges.limb(low);
      ranges.bytes(high, high * MultiplicationChip.CARRY_HIGH_FACTOR);
    }
    System.arraycopy(sums, MultiplicationChip.BYTES_IN_ROW, sums, 0, MultiplicationChip.SUMS);
    Arrays.fill(sums, MultiplicationChip.SUMS, sums.length, 0);
    sums[0] += carry;
  }

  private static void set(Matrix trace, int row, int column, int number) {
    trace.set(row, column, KoalaBear.of(number));
  }

  private static int element(long number) {
    return KoalaBear.of((int) Math.floorMod(number, (long) KoalaBear.MODULUS));
  }
}
