package io.braid.stark.prover;

import io.braid.stark.block.RowKernel;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.key.Columns;
import io.braid.stark.key.Layout;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Step 5: the polynomial that all columns are joined to, on the whole domain. */
final class JoinedColumns {

  private static final int GRAIN = 64;

  private final Layout layout;
  private final int[] coefficients;
  private final Workers workers;
  private final RowKernel kernel = RowKernel.fastest();

  /** By the height of tables: for each row of their extension the sum over their columns. */
  private final Map<Integer, Matrix> sums = new HashMap<>();

  /** The same, over the columns that are read in the next row. */
  private final Map<Integer, Matrix> nextSums = new HashMap<>();

  /** The columns that are read in the next row. */
  private final List<Integer> nextColumns = new ArrayList<>();

  private int columnsAdded;

  JoinedColumns(Layout layout, int[] coefficients, Workers workers) {
    this.layout = layout;
    this.coefficients = coefficients;
    this.workers = workers;
  }

  /** Adds the next columns, given by their extension. */
  void add(Columns columns, Matrix extended) {
    int first = columnsAdded;
    int[] weights = new int[Extension.DEGREE * columns.width()];
    for (int c = 0; c < columns.width(); c++) {
      copyCoefficient(first + c, weights, c, columns.width());
    }
    addTo(sum(sums, columns.logHeight()), extended, 0, columns.width(), weights);
    if (!columns.next().isEmpty()) {
      int from = columns.next().nextSetBit(0);
      int width = columns.next().length() - from;
      int[] nextWeights = new int[Extension.DEGREE * width];
      columns.next().stream()
          .forEach(c -> {
            copyCoefficient(first + c, nextWeights, c - from, width);
            nextColumns.add(first + c);
          });
      addTo(sum(nextSums, columns.logHeight()), extended, from, width, nextWeights);
    }
    columnsAdded += columns.width();
  }

  private Matrix sum(Map<Integer, Matrix> byHeight, int logHeight) {
    return byHeight.computeIfAbsent(
        logHeight, log -> new Matrix(1 << (log + layout.profile().logBlowUp()), Extension.DEGREE));
  }

  private void copyCoefficient(int column, int[] weights, int at, int width) {
    for (int k = 0; k < Extension.DEGREE; k++) {
      weights[k * width + at] = coefficients[column * Extension.DEGREE + k];
    }
  }

  private void addTo(Matrix sum, Matrix extended, int from, int width, int[] weights) {
    int distance = extended.width();
    workers.forRange(
        0,
        extended.height(),
        GRAIN,
        (first, to) ->
            kernel.addColumns(
                extended.elements(),
                first * distance + from,
                distance,
                to - first,
                width,
                weights,
                sum.elements(),
                first * Extension.DEGREE));
  }

  /**
   * sum (f(x) - f(z)) / (x - z) + next coefficient sum (f(x) - f(w z)) / (x - w z), four columns.
   */
  Matrix quotients(OpenedPoint opened, int[] nextCoefficient) {
    int logDomain = layout.logDomain();
    int shift = Domain.shift(logDomain);
    int[] inverses = PointInverses.of(shift, logDomain, opened.point(), workers);
    int[] nextInverses =
        nextSums.isEmpty()
            ? new int[0]
            : PointInverses.of(shift, logDomain, opened.nextPoint(), workers);
    int[] value = value(opened);
    int[] nextValue = nextValue(opened);
    Matrix[] all = sums.values().toArray(Matrix[]::new);
    Matrix[] allOfNext = nextSums.values().toArray(Matrix[]::new);
    Matrix result = new Matrix(1 << logDomain, Extension.DEGREE);
    workers.forRange(
        0,
        result.height(),
        GRAIN,
        (from, to) -> {
          int[] own = new int[Extension.DEGREE];
          for (int i = from; i < to; i++) {
            int at = i * Extension.DEGREE;
            quotient(all, i, value, inverses, own);
            Extension.copy(own, 0, result.elements(), at);
            if (allOfNext.length > 0) {
              quotient(allOfNext, i, nextValue, nextInverses, own);
              Extension.times(own, 0, nextCoefficient, 0, own, 0);
              Extension.plus(result.elements(), at, own, 0, result.elements(), at);
            }
          }
        });
    return result;
  }

  private static void quotient(Matrix[] sums, int point, int[] value, int[] inverses, int[] out) {
    Extension.set(0, out, 0);
    for (Matrix sum : sums) {
      int at = (point & (sum.height() - 1)) * Extension.DEGREE;
      Extension.plus(out, 0, sum.elements(), at, out, 0);
    }
    Extension.minus(out, 0, value, 0, out, 0);
    Extension.times(out, 0, inverses, point * Extension.DEGREE, out, 0);
  }

  private int[] value(OpenedPoint opened) {
    int[] sum = new int[Extension.DEGREE];
    for (int c = 0; c < columnsAdded; c++) {
      addProduct(c, opened.value(c), sum);
    }
    return sum;
  }

  private int[] nextValue(OpenedPoint opened) {
    int[] sum = new int[Extension.DEGREE];
    for (int i = 0; i < nextColumns.size(); i++) {
      addProduct(nextColumns.get(i), opened.nextValue(i), sum);
    }
    return sum;
  }

  private void addProduct(int column, int[] value, int[] sum) {
    int[] product = new int[Extension.DEGREE];
    Extension.times(value, 0, coefficients, column * Extension.DEGREE, product, 0);
    Extension.plus(sum, 0, product, 0, sum, 0);
  }
}
