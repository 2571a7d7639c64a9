package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.stark.algebra.Fault;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.TreeKind;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Provers whose columns are no polynomials of the degree, or are fractions of nothing. */
class HostileColumnsTest {

  private static final int LOG_HEIGHT = 6;
  private static final int HEIGHT = 1 << LOG_HEIGHT;

  /**
   * Replaces a column at each second point. What the prover computes of columns, it computes from
   * the others: so all constraints hold at the point that is drawn, with honest values.
   */
  private static void scatter(Matrix extended, int column, HostileSetting setting) {
    for (int row = 1; row < extended.height(); row += 2) {
      extended.set(row, column, setting.element());
    }
  }

  @Test
  void aMainColumnIsAPolynomial() {
    HostileSetting.lookups("scattered main column", setting -> scattered(TreeKind.MAIN, setting));
  }

  @Test
  void aColumnOfFractionsIsAPolynomial() {
    HostileSetting.lookups("scattered fractions", setting -> scattered(TreeKind.LOGUP, setting));
  }

  @Test
  void theQuotientIsAPolynomial() {
    HostileSetting.lookups("scattered quotient", setting -> scattered(TreeKind.QUOTIENT, setting));
  }

  private static void scattered(TreeKind kind, HostileSetting setting) {
    // All that is folded is what the columns give: in the end that is no polynomial.
    Lie lie =
        new Lie() {
          @Override
          void columns(Proving proving, TreeKind at, List<Matrix> extended) {
            if (at == kind) {
              scatter(extended.getFirst(), 1, setting);
            }
          }
        };
    setting.rejected(Fault.FINAL_POLYNOMIAL, lie);
    // Folded is a polynomial: the one that the column should be.
    setting.rejected(
        Fault.FOLDING_OF_COLUMNS,
        new Lie() {
          @Override
          void columns(Proving proving, TreeKind at, List<Matrix> extended) {
            lie.columns(proving, at, extended);
          }

          @Override
          Matrix joined(Matrix joined) {
            Ntt ntt = new Ntt(setting.workers());
            return ntt.extend(lowDegree(joined, setting), setting.profile().logBlowUp());
          }
        });
  }

  /** A polynomial that is near the values: that through the points that are as they should be. */
  private static Matrix lowDegree(Matrix joined, HostileSetting setting) {
    int step = 1 << setting.profile().logBlowUp();
    Matrix values = new Matrix(HEIGHT, Extension.DEGREE);
    for (int i = 0; i < HEIGHT; i++) {
      Extension.copy(
          joined.elements(), i * step * Extension.DEGREE, values.elements(), i * Extension.DEGREE);
    }
    return values;
  }

  /** Adds c x^degree to a column. */
  private static void addPower(Matrix extended, int column, int factor, int degree) {
    for (int row = 0; row < extended.height(); row++) {
      int power = KoalaBear.power(Domain.point(extended.logHeight(), row), degree);
      int term = KoalaBear.multiply(factor, power);
      extended.set(row, column, KoalaBear.add(extended.get(row, column), term));
    }
  }

  /**
   * Adds c (z^degree - s^N z^(degree - N)) to a value, with a degree of N or more, s the first
   * point of the domain: what was computed is the value of the rest modulo x^N - s^N.
   */
  private static void addPowerAt(OpenedPoint opened, int column, int factor, int degree) {
    int[] power = new int[Extension.DEGREE];
    int[] rest = new int[Extension.DEGREE];
    Extension.power(opened.point(), 0, degree, power, 0);
    Extension.power(opened.point(), 0, degree - HEIGHT, rest, 0);
    int first = KoalaBear.power(Domain.shift(LOG_HEIGHT + 2), HEIGHT);
    Extension.timesBase(rest, 0, first, rest, 0);
    Extension.minus(power, 0, rest, 0, power, 0);
    Extension.timesBase(power, 0, factor, power, 0);
    int[] value = opened.value(column);
    Extension.plus(value, 0, power, 0, value, 0);
  }

  /** A lie about the degree of the column of which nothing is demanded. */
  private static Lie ofDegree(int degree, HostileSetting setting) {
    int factor = setting.element();
    return new Lie() {
      @Override
      void columns(Proving proving, TreeKind kind, List<Matrix> extended) {
        if (kind == TreeKind.MAIN) {
          addPower(extended.getFirst(), 1, factor, degree);
        }
      }

      @Override
      void opened(OpenedPoint opened) {
        addPowerAt(opened, 1, factor, degree);
      }
    };
  }

  @Test
  void aColumnHasAtMostAsHighADegreeAsThereAreRows() {
    HostileSetting.freeColumn(
        "degree of a column",
        setting -> {
          // What is folded is a column divided once: so a degree of N is let in, and is counted
          // with in the error of the point. In the rows it is a column like any other.
          assertEquals(
              Optional.empty(), setting.verdict(setting.witness(), ofDegree(HEIGHT, setting)));
          setting.rejected(Fault.FINAL_POLYNOMIAL, ofDegree(HEIGHT + 1, setting));
          setting.rejected(Fault.FINAL_POLYNOMIAL, ofDegree(2 * HEIGHT, setting));
        });
  }

  /** What one part of the quotient has too much, the other has too little. */
  private static Lie ofQuotientDegree(int degree, HostileSetting setting) {
    int factor = setting.element();
    int firstColumn = 2;
    return new Lie() {
      @Override
      void columns(Proving proving, TreeKind kind, List<Matrix> extended) {
        if (kind == TreeKind.QUOTIENT) {
          addPower(extended.getFirst(), 0, factor, degree);
          int less = KoalaBear.negate(factor);
          addPower(extended.getFirst(), Extension.DEGREE, less, degree - HEIGHT);
        }
      }

      @Override
      void opened(OpenedPoint opened) {
        addPowerAt(opened, firstColumn, factor, degree);
      }
    };
  }

  @Test
  void aPartOfTheQuotientHasAtMostAsHighADegreeAsThereAreRows() {
    HostileSetting.freeColumn(
        "degree of the quotient",
        setting -> {
          // The quotient is what it was, in other parts.
          assertEquals(
              Optional.empty(),
              setting.verdict(setting.witness(), ofQuotientDegree(HEIGHT, setting)));
          setting.rejected(Fault.FINAL_POLYNOMIAL, ofQuotientDegree(HEIGHT + 1, setting));
        });
  }

  /** From a row on the sum of fractions is another, and the table's sum with it. */
  private static Lie ofSums(int fromRow, boolean isCountered, HostileSetting setting) {
    int difference = setting.element();
    return new Lie() {
      @Override
      void columns(Proving proving, TreeKind kind, List<Matrix> extended) {
        if (kind == TreeKind.LOGUP) {
          int column = extended.getFirst().width() - Extension.DEGREE;
          Matrix delta = new Matrix(HEIGHT, extended.getFirst().width());
          for (int row = fromRow; row < HEIGHT; row++) {
            delta.set(row, column, difference);
          }
          add(extended.getFirst(), new Ntt(setting.workers()).extend(delta, 2));
          proving.sum(0)[0] = KoalaBear.add(proving.sum(0)[0], difference);
          if (isCountered) {
            proving.sum(1)[0] = KoalaBear.subtract(proving.sum(1)[0], difference);
          }
        }
      }
    };
  }

  private static void add(Matrix to, Matrix other) {
    int[] elements = to.elements();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = KoalaBear.add(elements[i], other.elements()[i]);
    }
  }

  @Test
  void sumsAreThoseOfFractions() {
    HostileSetting.lookups(
        "forged fractions",
        setting -> {
          setting.rejected(Fault.BUS_SUM, ofSums(7, false, setting));
          setting.rejected(Fault.CONSTRAINTS, ofSums(7, true, setting));
          // It begins with what it has too much.
          setting.rejected(Fault.CONSTRAINTS, ofSums(0, true, setting));
          // Only what is said of it is another.
          setting.rejected(Fault.CONSTRAINTS, ofSums(HEIGHT, true, setting));
        });
  }

  @Test
  void aFractionBesideTheSumIsThatOfItsTuples() {
    HostileSetting.lookups(
        "forged fraction",
        setting ->
            setting.rejected(
                Fault.CONSTRAINTS,
                new Lie() {
                  @Override
                  void columns(Proving proving, TreeKind kind, List<Matrix> extended) {
                    if (kind == TreeKind.LOGUP) {
                      Matrix delta = new Matrix(HEIGHT, extended.getFirst().width());
                      delta.set(3, 0, setting.element());
                      add(extended.getFirst(), new Ntt(setting.workers()).extend(delta, 2));
                    }
                  }
                }));
  }
}
