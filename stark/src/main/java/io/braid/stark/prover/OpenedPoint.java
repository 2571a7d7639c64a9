package io.braid.stark.prover;

import io.braid.stark.block.RowKernel;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Columns;
import io.braid.stark.key.Layout;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Step 4: all columns, lifted, at a point and at the next one.
 *
 * <p>On the coset of the points x_i = s w^i, i from 0 to n - 1, a polynomial of degree below n is
 * f(y) = (y^n - s^n) / (n s^n) times the sum of f(x_i) x_i / (y - x_i). At w y the first factor is
 * the same, and each f(x_i) has the factor that f(x_(i-1)) has at y.
 */
final class OpenedPoint {

  private static final int GRAIN = 64;

  private final Layout layout;
  private final int[] point;
  private final Workers workers;
  private final RowKernel kernel = RowKernel.fastest();
  private final Map<Integer, int[]> weights = new HashMap<>();
  private final List<int[]> values = new ArrayList<>();
  private final List<int[]> nextValues = new ArrayList<>();

  OpenedPoint(Layout layout, int[] point, Workers workers) {
    this.layout = layout;
    this.point = point;
    this.workers = workers;
  }

  /** The point. */
  int[] point() {
    return point;
  }

  /** The next point: that times the root of unity of the tallest height. */
  int[] nextPoint() {
    int[] next = new int[Extension.DEGREE];
    Extension.timesBase(point, 0, KoalaBear.rootOfUnity(layout.logHeight()), next, 0);
    return next;
  }

  /** Evaluates columns, given by their extension. */
  void evaluate(Columns columns, Matrix extended) {
    int[] own = weights.computeIfAbsent(columns.logHeight(), this::weights);
    int[] sums = sums(columns, extended, 0, columns.width(), own, Extension.DEGREE);
    for (int c = 0; c < columns.width(); c++) {
      values.add(element(sums, c, columns.width()));
    }
    if (!columns.next().isEmpty()) {
      int from = columns.next().nextSetBit(0);
      int width = columns.next().length() - from;
      int[] nextSums = sums(columns, extended, from, width, own, 0);
      columns.next().stream().forEach(c -> nextValues.add(element(nextSums, c - from, width)));
    }
  }

  private static int[] element(int[] sums, int column, int width) {
    int[] element = new int[Extension.DEGREE];
    for (int k = 0; k < element.length; k++) {
      element[k] = sums[k * width + column];
    }
    return element;
  }

  /** The sums of some columns over the points of the coset, which are in every B-th row. */
  private int[] sums(
      Columns columns, Matrix extended, int from, int width, int[] own, int weightsAt) {
    int distance = extended.width() << layout.profile().logBlowUp();
    int[] sums = new int[Extension.DEGREE * width];
    workers.forRange(
        0,
        1 << columns.logHeight(),
        GRAIN,
        (first, to) -> {
          int[] part = new int[sums.length];
          int at = first * distance + from;
          int weightAt = weightsAt + first * Extension.DEGREE;
          kernel.addRows(extended.elements(), at, distance, to - first, width, own, weightAt, part);
          synchronized (sums) {
            for (int i = 0; i < sums.length; i++) {
              sums[i] = KoalaBear.add(sums[i], part[i]);
            }
          }
        });
    return sums;
  }

  /** The weight of each point at this height, and before the first one that of the last. */
  private int[] weights(int logHeight) {
    int height = 1 << logHeight;
    int[] lifted = new int[Extension.DEGREE];
    Extension.power(point, 0, 1L << (layout.logHeight() - logHeight), lifted, 0);
    int shift = Domain.shift(logHeight + layout.profile().logBlowUp());
    int[] inverses = PointInverses.of(shift, logHeight, lifted, workers);
    int[] factor = factor(lifted, shift, logHeight);
    int[] result = new int[(height + 1) * Extension.DEGREE];
    int root = KoalaBear.rootOfUnity(logHeight);
    workers.forRange(
        0,
        height,
        GRAIN,
        (from, to) -> {
          int x = KoalaBear.multiply(shift, KoalaBear.power(root, from));
          int[] scaled = new int[Extension.DEGREE];
          for (int i = from; i < to; i++) {
            Extension.timesBase(factor, 0, KoalaBear.negate(x), scaled, 0);
            int at = (i + 1) * Extension.DEGREE;
            Extension.times(inverses, i * Extension.DEGREE, scaled, 0, result, at);
            x = KoalaBear.multiply(x, root);
          }
        });
    Extension.copy(result, height * Extension.DEGREE, result, 0);
    return result;
  }

  /** (y^n - s^n) / (n s^n). */
  private static int[] factor(int[] y, int shift, int logHeight) {
    int[] factor = new int[Extension.DEGREE];
    long height = 1L << logHeight;
    Extension.power(y, 0, height, factor, 0);
    int vanishing = KoalaBear.power(shift, height);
    factor[0] = KoalaBear.subtract(factor[0], vanishing);
    int scale = KoalaBear.multiply(KoalaBear.of(1 << logHeight), vanishing);
    Extension.timesBase(factor, 0, KoalaBear.inverse(scale), factor, 0);
    return factor;
  }

  /** All values, then those at the next point, elements of the extension one behind the other. */
  int[] values() {
    List<int[]> all = new ArrayList<>(values);
    all.addAll(nextValues);
    return Said.concatenated(all);
  }

  /** The value of a column. */
  int[] value(int column) {
    return values.get(column);
  }

  /** At the next point, the value of a column of those that are read there. */
  int[] nextValue(int index) {
    return nextValues.get(index);
  }
}
