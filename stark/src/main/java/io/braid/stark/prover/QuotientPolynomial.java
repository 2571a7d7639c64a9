package io.braid.stark.prover;

import io.braid.stark.air.JoinedConstraints;
import io.braid.stark.air.Table;
import io.braid.stark.air.UniformValues;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Layout;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import java.util.TreeMap;

/**
 * Step 3: all constraints, joined, over what vanishes on the rows; cut into parts.
 *
 * <p>It is computed on the coset of every so many-th point of the domain: just enough of them for
 * its degree. There a lower table, lifted, has the values of its own such coset, again and again.
 */
final class QuotientPolynomial {

  private static final int GRAIN = 1024;

  private final Layout layout;
  private final Ntt ntt;
  private final Workers workers;

  /** There are so many more points than rows, as a power of two. */
  private final int logFactor;

  /** What the constraints are multiplied by: the powers of the challenge, the highest first. */
  private final int[] coefficients;

  private int constraintsAdded;

  /** The joined constraints of all tables of a height. */
  private final TreeMap<Integer, Matrix> sums = new TreeMap<>();

  QuotientPolynomial(Layout layout, int[] alpha, Ntt ntt, Workers workers) {
    this.layout = layout;
    this.ntt = ntt;
    this.workers = workers;
    this.logFactor = Integer.SIZE - Integer.numberOfLeadingZeros(layout.quotientParts() - 1);
    int constraints = layout.circuit().constraints();
    coefficients = new int[constraints * Extension.DEGREE];
    int[] power = new int[Extension.DEGREE];
    Extension.set(KoalaBear.ONE, power, 0);
    for (int i = constraints - 1; i >= 0; i--) {
      Extension.copy(power, 0, coefficients, i * Extension.DEGREE);
      Extension.times(power, 0, alpha, 0, power, 0);
    }
    sums.put(layout.logHeight(), newSum(layout.logHeight()));
  }

  private Matrix newSum(int logHeight) {
    return new Matrix(1 << (logHeight + logFactor), Extension.DEGREE);
  }

  /** Adds the constraints of the next table, of which all matrices are extended. */
  void add(
      int index,
      Matrix main,
      Matrix fixed,
      Matrix logUp,
      int[] publicValues,
      int[] busChallenges,
      int[] logUpSum) {
    Table table = layout.circuit().tables().get(index);
    int logHeight = layout.logHeight(index);
    int count = table.constraints().size() * Extension.DEGREE;
    int[] own = new int[count];
    System.arraycopy(coefficients, constraintsAdded * Extension.DEGREE, own, 0, count);
    constraintsAdded += table.constraints().size();
    int shift = Domain.shift(logHeight + layout.profile().logBlowUp());
    new JoinedConstraints(table)
        .addTo(
            sums.computeIfAbsent(logHeight, this::newSum),
            main,
            fixed,
            logUp,
            new DomainSelectors(logHeight, logFactor, shift),
            1 << logFactor,
            new UniformValues(publicValues, busChallenges, logUpSum, own),
            workers);
  }

  /** The parts, extended: four columns for each. */
  Matrix extendedParts() {
    Matrix values = sums.get(layout.logHeight());
    int shift = Domain.shift(layout.logDomain());
    int[] inverses = DomainSelectors.vanishing(layout.logHeight(), logFactor, shift);
    KoalaBear.invertAll(inverses, new int[inverses.length]);
    Matrix[] lower = sums.headMap(layout.logHeight()).values().toArray(Matrix[]::new);
    workers.forRange(
        0, values.height(), GRAIN, (from, to) -> divide(values, lower, inverses, from, to));
    ntt.interpolate(values);
    scale(values, KoalaBear.inverse(shift));
    return ntt.extendCoefficients(parts(values), layout.profile().logBlowUp());
  }

  /** Adds what lower tables have, and divides. */
  private void divide(Matrix values, Matrix[] lower, int[] inverses, int from, int to) {
    int[] elements = values.elements();
    for (int i = from; i < to; i++) {
      int at = i * Extension.DEGREE;
      for (Matrix sum : lower) {
        int sumAt = (i & (sum.height() - 1)) * Extension.DEGREE;
        Extension.plus(elements, at, sum.elements(), sumAt, elements, at);
      }
      Extension.timesBase(elements, at, inverses[i & (inverses.length - 1)], elements, at);
    }
  }

  /** Multiplies each coefficient, in bit-reversed rows, by the power of a number. */
  private void scale(Matrix coefficients, int base) {
    int log = coefficients.logHeight();
    int[] powers = new int[coefficients.height()];
    int power = KoalaBear.ONE;
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power;
      power = KoalaBear.multiply(power, base);
    }
    workers.forRange(
        0,
        powers.length,
        GRAIN,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int at = row * Extension.DEGREE;
            int own = powers[Ntt.reverse(row, log)];
            Extension.timesBase(coefficients.elements(), at, own, coefficients.elements(), at);
          }
        });
  }

  /**
   * The parts side by side. In bit-reversed order the coefficients of part c that go with the same
   * power stand behind each other, in the order of the reversed bits of c.
   */
  private Matrix parts(Matrix coefficients) {
    int parts = layout.quotientParts();
    Matrix result = new Matrix(1 << layout.logHeight(), parts * Extension.DEGREE);
    workers.forRange(
        0,
        result.height(),
        GRAIN,
        (from, to) -> {
          for (int i = from * parts; i < to * parts; i++) {
            int own = ((i / parts) << logFactor) + Ntt.reverse(i % parts, logFactor);
            Extension.copy(
                coefficients.elements(),
                own * Extension.DEGREE,
                result.elements(),
                i * Extension.DEGREE);
          }
        });
    return result;
  }
}
