package io.braid.stark.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transforms against polynomials that are evaluated power by power. */
class NttTest {

  private final Ntt ntt = new Ntt();

  /** Coefficients in the order of the powers. */
  private static Matrix any(Random random, int height, int width) {
    Matrix matrix = new Matrix(height, width);
    for (int i = 0; i < matrix.elements().length; i++) {
      matrix.elements()[i] = random.nextInt(KoalaBear.MODULUS);
    }
    return matrix;
  }

  /** The values of polynomials at the points of a subgroup times a shift (Horner). */
  private static Matrix values(Matrix coefficients, int logPoints, int shift) {
    Matrix values = new Matrix(1 << logPoints, coefficients.width());
    int root = KoalaBear.rootOfUnity(logPoints);
    int point = shift;
    for (int row = 0; row < values.height(); row++) {
      for (int column = 0; column < values.width(); column++) {
        int value = KoalaBear.ZERO;
        for (int power = coefficients.height() - 1; power >= 0; power--) {
          value = KoalaBear.add(KoalaBear.multiply(value, point), coefficients.get(power, column));
        }
        values.set(row, column, value);
      }
      point = KoalaBear.multiply(point, root);
    }
    return values;
  }

  private static Matrix bitReversed(Matrix matrix) {
    Matrix reversed = new Matrix(matrix.height(), matrix.width());
    for (int row = 0; row < matrix.height(); row++) {
      for (int column = 0; column < matrix.width(); column++) {
        reversed.set(Ntt.reverse(row, matrix.logHeight()), column, matrix.get(row, column));
      }
    }
    return reversed;
  }

  private static Matrix copy(Matrix matrix) {
    return new Matrix(matrix.elements().clone(), matrix.height(), matrix.width());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,5", "1,1", "1,9", "3,8", "4,7", "5,3", "6,17", "8,4"})
  void valuesAndCoefficientsBelongTogether(int logHeight, int width) {
    Seeds.run(
        "transform",
        seed -> {
          Matrix coefficients = any(new Random(seed), 1 << logHeight, width);
          Matrix values = values(coefficients, logHeight, KoalaBear.ONE);
          Matrix transformed = bitReversed(coefficients);
          ntt.evaluate(transformed);
          assertArrayEquals(values.elements(), transformed.elements());
          ntt.interpolate(transformed);
          assertArrayEquals(bitReversed(coefficients).elements(), transformed.elements());
        });
  }

  @ParameterizedTest
  @CsvSource({"0,3,1", "0,1,4", "1,2,3", "3,5,1", "4,8,2", "5,1,4", "6,3,5", "5,20,0"})
  void anExtensionHasTheSamePolynomials(int logHeight, int width, int logBlowUp) {
    Seeds.run(
        "extension",
        seed -> {
          Random random = new Random(seed);
          Matrix coefficients = any(random, 1 << logHeight, width);
          int shift = 1 + random.nextInt(KoalaBear.MODULUS - 1);
          Matrix values = values(coefficients, logHeight, KoalaBear.ONE);
          Matrix extended = ntt.extend(copy(values), logBlowUp, shift);
          assertEquals(1 << (logHeight + logBlowUp), extended.height());
          assertArrayEquals(
              values(coefficients, logHeight + logBlowUp, shift).elements(), extended.elements());
        });
  }

  @Test
  void matricesHaveRowsAndColumns() {
    for (int[] wrong : new int[][] {{3, 1}, {0, 1}, {-2, 1}, {Integer.MIN_VALUE, 1}, {4, 0}}) {
      assertEquals(
          "a matrix has a power of two of rows and at least 1 column, not %d and %d"
              .formatted(wrong[0], wrong[1]),
          assertThrows(IllegalArgumentException.class, () -> new Matrix(wrong[0], wrong[1]))
              .getMessage());
    }
    assertEquals(
        "2 rows of 3 elements have not 5",
        assertThrows(IllegalArgumentException.class, () -> new Matrix(new int[5], 2, 3))
            .getMessage());
    assertEquals(
        "1073741824 rows of 2 elements are more than an array holds",
        assertThrows(IllegalArgumentException.class, () -> new Matrix(1 << 30, 2)).getMessage());
  }
}
