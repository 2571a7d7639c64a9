package io.braid.prover.chip;

import io.braid.protocol.math.Word256;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/** The rows of {@link AdditionChip}, gathered as other tables ask for them. */
public final class AdditionRows {

  private enum Kind {
    SUM,
    DIFFERENCE,
    COMPARISON
  }

  private static final int ROWS_AT_FIRST = 64;
  private static final int OPERANDS = 2 * Word256.LONGS;

  private final RangeChip.Counts ranges;
  private final long[] result = Limbs.words(1);

  /** Of each row a and b. */
  private long[] operands = new long[ROWS_AT_FIRST * OPERANDS];

  private Kind[] kinds = new Kind[ROWS_AT_FIRST];
  private int size;

  /** Rows whose limbs are counted. */
  public AdditionRows(RangeChip.Counts ranges) {
    this.ranges = ranges;
  }

  /** Rows so far. */
  public int size() {
    return size;
  }

  /**
   * Asks for a + b.
   *
   * @return the carry
   */
  int sum(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
    append(Kind.SUM, a, aAt, b, bAt);
    return Word256.add(a, aAt, b, bAt, out, outAt);
  }

  /**
   * Asks for a - b.
   *
   * @return the borrow
   */
  int difference(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
    append(Kind.DIFFERENCE, a, aAt, b, bAt);
    return Word256.subtract(a, aAt, b, bAt, out, outAt);
  }

  /**
   * Asks whether a is less than b.
   *
   * @return 1 if it is, else 0
   */
  int comparison(long[] a, int aAt, long[] b, int bAt) {
    append(Kind.COMPARISON, a, aAt, b, bAt);
    return Word256.isLess(a, aAt, b, bAt) ? 1 : 0;
  }

  private void append(Kind kind, long[] a, int aAt, long[] b, int bAt) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      operands = Arrays.copyOf(operands, 2 * operands.length);
    }
    kinds[size] = kind;
    Word256.copy(a, aAt, operands, size * OPERANDS);
    Word256.copy(b, bAt, operands, size * OPERANDS + Word256.LONGS);
    size++;
  }

  /**
   * The columns.
   *
   * @param height a power of two, at least {@link #size}
   */
  public Matrix trace(int height) {
    Matrix trace = new Matrix(height, AdditionChip.WIDTH);
    for (int row = 0; row < size; row++) {
      write(trace, row);
    }
    ranges.limbs(0, (height - size) * Limbs.COUNT);
    return trace;
  }

  private void write(Matrix trace, int row) {
    int a = row * OPERANDS;
    int b = a + Word256.LONGS;
    Limbs.write(operands, a, trace, row, AdditionChip.A);
    Limbs.write(operands, b, trace, row, AdditionChip.B);
    boolean isDifference = kinds[row] != Kind.SUM;
    if (isDifference) {
      Word256.subtract(operands, a, operands, b, result, 0);
      trace.set(row, AdditionChip.IS_DIFFERENCE, KoalaBear.ONE);
    } else {
      Word256.add(operands, a, operands, b, result, 0);
    }
    Limbs.write(result, 0, trace, row, AdditionChip.F);
    // Of a difference f and b are what is added up.
    long[] other = isDifference ? result : operands;
    int otherAt = isDifference ? 0 : a;
    int carry = 0;
    for (int i = 0; i < Limbs.COUNT; i++) {
      int sum = Limbs.of(other, otherAt, i) + Limbs.of(operands, b, i) + carry;
      carry = sum >>> Limbs.BITS;
      trace.set(row, AdditionChip.CARRIES + i, KoalaBear.of(carry));
      ranges.limb(Limbs.of(result, 0, i));
    }
    int count = kinds[row] == Kind.COMPARISON ? AdditionChip.COMPARISONS : AdditionChip.COUNT;
    trace.set(row, count, KoalaBear.ONE);
  }
}
