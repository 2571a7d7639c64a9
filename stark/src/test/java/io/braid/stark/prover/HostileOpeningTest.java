package io.braid.stark.prover;

import io.braid.stark.algebra.Fault;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import org.junit.jupiter.api.Test;

/** Provers who commit to what they should, and then say that it is something else. */
class HostileOpeningTest {

  private static final int LOG_HEIGHT = 6;

  /**
   * Adds e z^N to the first part of the quotient and takes e from the second: for the constraints
   * that is the same quotient.
   */
  private static void forgeQuotient(OpenedPoint opened, int quotientAt, int element) {
    int[] power = new int[Extension.DEGREE];
    Extension.power(opened.point(), 0, 1 << LOG_HEIGHT, power, 0);
    Extension.timesBase(power, 0, element, power, 0);
    int[] first = opened.value(quotientAt);
    int[] second = opened.value(quotientAt + Extension.DEGREE);
    Extension.plus(first, 0, power, 0, first, 0);
    second[0] = KoalaBear.subtract(second[0], element);
  }

  private static int quotientAt(HostileSetting setting) {
    // The free column has no fractions and no fixed columns.
    return setting.witness().traces().getFirst().width();
  }

  @Test
  void valuesThatSatisfyTheConstraintsAreNotThoseOfTheColumns() {
    HostileSetting.freeColumn(
        "forged quotient values",
        setting -> {
          // Folded is what the values say, which is no polynomial.
          setting.rejected(
              Fault.FINAL_POLYNOMIAL,
              new Lie() {
                @Override
                void opened(OpenedPoint opened) {
                  forgeQuotient(opened, quotientAt(setting), setting.element());
                }
              });
          // Folded is what it should be, which is not what the values say.
          OpenedPoint[] honest = new OpenedPoint[1];
          setting.rejected(
              Fault.FOLDING_OF_COLUMNS,
              new Lie() {
                @Override
                void opened(OpenedPoint opened) {
                  honest[0] = opened;
                }

                @Override
                int[] said(Message message, int[] values) {
                  if (message != Message.VALUES) {
                    return values;
                  }
                  int element = setting.element();
                  forgeQuotient(honest[0], quotientAt(setting), element);
                  int[] forged = honest[0].values();
                  forgeQuotient(honest[0], quotientAt(setting), KoalaBear.negate(element));
                  return forged;
                }
              });
        });
  }

  @Test
  void aColumnThatNoConstraintReadsHasItsValueToo() {
    HostileSetting.freeColumn(
        "forged free value",
        setting ->
            setting.rejected(
                Fault.FINAL_POLYNOMIAL,
                new Lie() {
                  @Override
                  void opened(OpenedPoint opened) {
                    opened.value(1)[2] = KoalaBear.add(opened.value(1)[2], setting.element());
                  }
                }));
  }

  @Test
  void valuesThatSatisfyNothingAreRejectedAtOnce() {
    HostileSetting.fibonacci(
        "forged values",
        setting ->
            setting.rejected(
                Fault.CONSTRAINTS,
                new Lie() {
                  @Override
                  void opened(OpenedPoint opened) {
                    opened.nextValue(1)[0] =
                        KoalaBear.add(opened.nextValue(1)[0], setting.element());
                  }
                }));
  }

  @Test
  void anotherPolynomialIsFolded() {
    HostileSetting.lookups(
        "another polynomial",
        setting ->
            setting.rejected(
                Fault.FOLDING_OF_COLUMNS,
                new Lie() {
                  @Override
                  Matrix joined(Matrix honest) {
                    Matrix values = new Matrix(1 << LOG_HEIGHT, Extension.DEGREE);
                    for (int i = 0; i < values.elements().length; i++) {
                      values.elements()[i] = setting.element();
                    }
                    int logBlowUp = setting.profile().logBlowUp();
                    return new Ntt(setting.workers()).extend(values, logBlowUp);
                  }
                }));
  }

  /** A polynomial is folded with another challenge than was drawn: the first, or a later one. */
  @Test
  void foldingsTakeTheChallengesThatWereDrawn() {
    HostileSetting.lookups(
        "another challenge",
        setting -> {
          int foldings = LOG_HEIGHT / setting.profile().logFold();
          if (setting.profile().logFinalLength() > 0) {
            foldings--;
          }
          for (int lied = 0; lied < foldings; lied++) {
            int at = lied;
            setting.rejected(
                lied + 1 < foldings ? Fault.FOLDING : Fault.FINAL_POLYNOMIAL,
                new Lie() {
                  @Override
                  int[] folding(int number, int[] drawn) {
                    if (number == at) {
                      drawn[1] = KoalaBear.add(drawn[1], setting.element());
                    }
                    return drawn;
                  }
                });
          }
        });
  }

  @Test
  void theLastFoldingIsThePolynomialSent() {
    HostileSetting.lookups(
        "another final polynomial",
        setting ->
            setting.rejected(
                Fault.FINAL_POLYNOMIAL,
                new Lie() {
                  @Override
                  int[] said(Message message, int[] honest) {
                    if (message == Message.COEFFICIENTS) {
                      honest[honest.length - 1] =
                          KoalaBear.add(honest[honest.length - 1], setting.element());
                    }
                    return honest;
                  }
                }));
  }
}
