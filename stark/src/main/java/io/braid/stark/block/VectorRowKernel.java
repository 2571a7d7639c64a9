package io.braid.stark.block;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums over vectors, lanes across columns. Rows are read to the next multiple of lanes, into
 * the row behind them, which weights or places that nobody reads take no notice of; only the last
 * rows of an array, behind which there is none, go to {@link ScalarRowKernel}.
 *
 * <p>Four products of elements are below 2^64, since p is below 2^31: they are added up before
 * anything is reduced.
 */
final class VectorRowKernel implements RowKernel {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int LONG_LANES = LONGS.length();
  private static final int ROWS = 4;
  private static final int P = KoalaBear.MODULUS;
  private static final int QUOTIENT = KoalaBear.byModulus(1);
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private static final RowKernel SCALAR = new ScalarRowKernel();

  private static int padded(int width, int lanes) {
    return (width + lanes - 1) / lanes * lanes;
  }

  @Override
  public void addRows(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int weightsAt,
      int[] sums) {
    int padded = padded(width, LANES);
    int[] own = new int[Extension.DEGREE * padded];
    int row = 0;
    while (row + ROWS <= rows && at + (row + ROWS - 1L) * distance + padded <= elements.length) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int weight = weightsAt + row * Extension.DEGREE + k;
        addFour(elements, at + row * distance, distance, weights, weight, own, k * padded, padded);
      }
      row += ROWS;
    }
    for (int k = 0; k < Extension.DEGREE; k++) {
      for (int column = 0; column < width; column++) {
        int place = k * width + column;
        sums[place] = KoalaBear.add(sums[place], own[k * padded + column]);
      }
    }
    SCALAR.addRows(
        elements,
        at + row * distance,
        distance,
        rows - row,
        width,
        weights,
        weightsAt + row * Extension.DEGREE,
        sums);
  }

  /** Adds four rows, each times one coefficient of its weight. */
  private static void addFour(
      int[] elements,
      int at,
      int distance,
      int[] weights,
      int weightsAt,
      int[] sums,
      int sumsAt,
      int width) {
    LongVector p = LongVector.broadcast(LONGS, P).and(LOW);
    LongVector quotient = LongVector.broadcast(LONGS, QUOTIENT).and(LOW);
    LongVector w0 = LongVector.broadcast(LONGS, weights[weightsAt]);
    LongVector w1 = LongVector.broadcast(LONGS, weights[weightsAt + Extension.DEGREE]);
    LongVector w2 = LongVector.broadcast(LONGS, weights[weightsAt + 2 * Extension.DEGREE]);
    LongVector w3 = LongVector.broadcast(LONGS, weights[weightsAt + 3 * Extension.DEGREE]);
    for (int c = 0; c < width; c += LANES) {
      int first = at + c;
      LongVector e0 = IntVector.fromArray(INTS, elements, first).reinterpretAsLongs();
      LongVector e1 = IntVector.fromArray(INTS, elements, first + distance).reinterpretAsLongs();
      LongVector e2 =
          IntVector.fromArray(INTS, elements, first + 2 * distance).reinterpretAsLongs();
      LongVector e3 =
          IntVector.fromArray(INTS, elements, first + 3 * distance).reinterpretAsLongs();
      LongVector even =
          e0.and(LOW)
              .mul(w0.and(LOW))
              .add(e1.and(LOW).mul(w1.and(LOW)))
              .add(e2.and(LOW).mul(w2.and(LOW)))
              .add(e3.and(LOW).mul(w3.and(LOW)));
      LongVector odd =
          e0.lanewise(LSHR, 32)
              .mul(w0.and(LOW))
              .add(e1.lanewise(LSHR, 32).mul(w1.and(LOW)))
              .add(e2.lanewise(LSHR, 32).mul(w2.and(LOW)))
              .add(e3.lanewise(LSHR, 32).mul(w3.and(LOW)));
      LongVector evenMultiple = even.and(LOW).mul(quotient).and(LOW).mul(p);
      LongVector oddMultiple = odd.and(LOW).mul(quotient).and(LOW).mul(p);
      IntVector high = even.lanewise(LSHR, 32).or(odd.and(HIGH)).reinterpretAsInts();
      IntVector multiple =
          evenMultiple.lanewise(LSHR, 32).or(oddMultiple.and(HIGH)).reinterpretAsInts();
      IntVector result = high.lanewise(UMIN, high.sub(P)).sub(multiple);
      IntVector total =
          result.lanewise(UMIN, result.add(P)).add(IntVector.fromArray(INTS, sums, sumsAt + c));
      total.lanewise(UMIN, total.sub(P)).intoArray(sums, sumsAt + c);
    }
  }

  @Override
  public void addColumns(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int[] sums,
      int sumsAt) {
    int padded = padded(width, 2 * LANES);
    long[] split = split(weights, width, padded);
    int row = 0;
    while (row < rows && at + (long) row * distance + padded <= elements.length) {
      addRow(elements, at + row * distance, split, padded, sums, sumsAt + row * Extension.DEGREE);
      row++;
    }
    SCALAR.addColumns(
        elements,
        at + row * distance,
        distance,
        rows - row,
        width,
        weights,
        sums,
        sumsAt + row * Extension.DEGREE);
  }

  /**
   * Weights as {@link #addRow} reads them: for each vector of columns for each coefficient those of
   * the lanes with even number, then those with odd number.
   */
  private static long[] split(int[] weights, int width, int padded) {
    long[] split = new long[Extension.DEGREE * padded];
    for (int c = 0; c < width; c++) {
      int vector = c / LANES * LANES * Extension.DEGREE;
      int lane = c % LANES;
      for (int k = 0; k < Extension.DEGREE; k++) {
        int place = vector + k * LANES + (lane & 1) * LONG_LANES + lane / 2;
        split[place] = weights[k * width + c];
      }
    }
    return split;
  }

  /**
   * Adds the columns of one row. Sums of four products are kept in halves, each in a vector of its
   * own: those do not run over with less than 2^32 columns.
   */
  private static void addRow(
      int[] elements, int at, long[] weights, int width, int[] sums, int sumsAt) {
    LongVector low0 = LongVector.zero(LONGS);
    LongVector low1 = LongVector.zero(LONGS);
    LongVector low2 = LongVector.zero(LONGS);
    LongVector low3 = LongVector.zero(LONGS);
    LongVector high0 = LongVector.zero(LONGS);
    LongVector high1 = LongVector.zero(LONGS);
    LongVector high2 = LongVector.zero(LONGS);
    LongVector high3 = LongVector.zero(LONGS);
    int half = Extension.DEGREE * LANES;
    for (int c = 0; c < width; c += 2 * LANES) {
      int w = c * Extension.DEGREE;
      LongVector e0 = IntVector.fromArray(INTS, elements, at + c).reinterpretAsLongs();
      LongVector e1 = IntVector.fromArray(INTS, elements, at + c + LANES).reinterpretAsLongs();
      LongVector even0 = e0.and(LOW);
      LongVector odd0 = e0.lanewise(LSHR, 32);
      LongVector even1 = e1.and(LOW);
      LongVector odd1 = e1.lanewise(LSHR, 32);
      LongVector sum0 =
          even0
              .mul(LongVector.fromArray(LONGS, weights, w).and(LOW))
              .add(odd0.mul(LongVector.fromArray(LONGS, weights, w + LONG_LANES).and(LOW)))
              .add(even1.mul(LongVector.fromArray(LONGS, weights, w + half).and(LOW)))
              .add(odd1.mul(LongVector.fromArray(LONGS, weights, w + half + LONG_LANES).and(LOW)));
      low0 = low0.add(sum0.and(LOW));
      high0 = high0.add(sum0.lanewise(LSHR, 32));
      int w1 = w + LANES;
      LongVector sum1 =
          even0
              .mul(LongVector.fromArray(LONGS, weights, w1).and(LOW))
              .add(odd0.mul(LongVector.fromArray(LONGS, weights, w1 + LONG_LANES).and(LOW)))
              .add(even1.mul(LongVector.fromArray(LONGS, weights, w1 + half).and(LOW)))
              .add(odd1.mul(LongVector.fromArray(LONGS, weights, w1 + half + LONG_LANES).and(LOW)));
      low1 = low1.add(sum1.and(LOW));
      high1 = high1.add(sum1.lanewise(LSHR, 32));
      int w2 = w1 + LANES;
      LongVector sum2 =
          even0
              .mul(LongVector.fromArray(LONGS, weights, w2).and(LOW))
              .add(odd0.mul(LongVector.fromArray(LONGS, weights, w2 + LONG_LANES).and(LOW)))
              .add(even1.mul(LongVector.fromArray(LONGS, weights, w2 + half).and(LOW)))
              .add(odd1.mul(LongVector.fromArray(LONGS, weights, w2 + half + LONG_LANES).and(LOW)));
      low2 = low2.add(sum2.and(LOW));
      high2 = high2.add(sum2.lanewise(LSHR, 32));
      int w3 = w2 + LANES;
      LongVector sum3 =
          even0
              .mul(LongVector.fromArray(LONGS, weights, w3).and(LOW))
              .add(odd0.mul(LongVector.fromArray(LONGS, weights, w3 + LONG_LANES).and(LOW)))
              .add(even1.mul(LongVector.fromArray(LONGS, weights, w3 + half).and(LOW)))
              .add(odd1.mul(LongVector.fromArray(LONGS, weights, w3 + half + LONG_LANES).and(LOW)));
      low3 = low3.add(sum3.and(LOW));
      high3 = high3.add(sum3.lanewise(LSHR, 32));
    }
    add(low0.reduceLanes(ADD), high0.reduceLanes(ADD), sums, sumsAt);
    add(low1.reduceLanes(ADD), high1.reduceLanes(ADD), sums, sumsAt + 1);
    add(low2.reduceLanes(ADD), high2.reduceLanes(ADD), sums, sumsAt + 2);
    add(low3.reduceLanes(ADD), high3.reduceLanes(ADD), sums, sumsAt + 3);
  }

  /** Adds low + 2^32 high, a sum of products, in Montgomery form: without the factor 2^32. */
  private static void add(long low, long high, int[] sums, int at) {
    int reduced = KoalaBear.add(KoalaBear.toElement(low), (int) (high % P));
    sums[at] = KoalaBear.add(sums[at], reduced);
  }
}
