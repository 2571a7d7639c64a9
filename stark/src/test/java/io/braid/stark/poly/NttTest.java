package io.braid.stark.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms against polynomials that are evaluated power by power. */
class NttTest {

  /** Coefficients in the order of the powers. */
  private static Matrix any(Random random, int height, int width) {
    Matrix matrix = new Matrix(height, width);
    for (int i = 0; i < matrix.elements().length; i++) {
      matrix.elements()[i] = random.nextInt(KoalaBear.MODULUS);
    }
    return matrix;
  }

  /** The values of polynomials at the points of a subgroup times a shift. */
  private static Matrix values(Matrix coefficients, int logPoints, int shift) {
    Matrix values = new Matrix(1 << logPoints, coefficients.width());
    int root = KoalaBear.rootOfUnity(logPoints);
    int point = shift;
    for (int row = 0; row < values.height(); row++) {
      for (int column = 0; column < values.width(); column++) {
        values.set(row, column, value(coefficients, column, point));
      }
      point = KoalaBear.multiply(point, root);
    }
    return values;
  }

  /** The value of one polynomial (Horner). */
  private static int value(Matrix coefficients, int column, int point) {
    int value = KoalaBear.ZERO;
    for (int power = coefficients.height() - 1; power >= 0; power--) {
      value = KoalaBear.add(KoalaBear.multiply(value, point), coefficients.get(power, column));
    }
    return value;
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

  private static Stream<Arguments> transforms() {
    return Stream.of(new ScalarNttKernel(), new VectorNttKernel())
        .flatMap(kernel ->
            Stream.of(1, 3)
                .map(threads -> Arguments.of(kernel.getClass().getSimpleName(), kernel, threads)));
  }

  /** Heights beside widths: all that are small, and others so that rows are cut or side by side. */
  private static List<int[]> sizes() {
    List<int[]> sizes = new ArrayList<>();
    for (int width = 1; width <= 20; width++) {
      for (int logHeight = 0; logHeight <= 4; logHeight++) {
        sizes.add(new int[] {logHeight, width});
      }
      sizes.add(new int[] {7 + width % 2, width});
    }
    sizes.addAll(
        List.of(new int[] {6, 64}, new int[] {9, 64}, new int[] {7, 300}, new int[] {3, 531}));
    return sizes;
  }

  @ParameterizedTest(name = "{0}, {2} threads")
  @MethodSource("transforms")
  void valuesAndCoefficientsBelongTogether(String name, NttKernel kernel, int threads) {
    try (Workers workers = new Workers(threads)) {
      Ntt ntt = new Ntt(kernel, workers);
      Random random = new Random(name.length() + threads);
      for (int[] size : sizes()) {
        Matrix coefficients = any(random, 1 << size[0], size[1]);
        Matrix values = values(coefficients, size[0], KoalaBear.ONE);
        Matrix transformed = bitReversed(coefficients);
        ntt.evaluate(transformed);
        assertArrayEquals(values.elements(), transformed.elements());
        ntt.interpolate(transformed);
        assertArrayEquals(bitReversed(coefficients).elements(), transformed.elements());
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2} threads")
  @MethodSource("transforms")
  void anExtensionHasTheSamePolynomials(String name, NttKernel kernel, int threads) {
    try (Workers workers = new Workers(threads)) {
      Ntt ntt = new Ntt(kernel, workers);
      Random random = new Random(name.length() + threads);
      for (int[] size : sizes()) {
        int logHeight = size[0];
        int logBlowUp = logHeight > 5 ? 1 : (logHeight + size[1]) % 5;
        Matrix coefficients = any(random, 1 << logHeight, size[1]);
        Matrix values = values(coefficients, logHeight, KoalaBear.ONE);
        Matrix before = copy(values);
        int logExtended = logHeight + logBlowUp;
        int[] expected = values(coefficients, logExtended, Domain.shift(logExtended)).elements();
        assertArrayEquals(expected, ntt.extend(values, logBlowUp).elements());
        assertArrayEquals(before.elements(), values.elements());
        Matrix reversed = bitReversed(coefficients);
        assertArrayEquals(expected, ntt.extendCoefficients(reversed, logBlowUp).elements());
        assertArrayEquals(bitReversed(coefficients).elements(), reversed.elements());
      }
    }
  }

  /** Heights at which polynomials are evaluated power by power at some points only. */
  @ParameterizedTest
  @CsvSource({"12,1,0", "12,5,1", "12,64,1", "10,20,2", "11,8,3", "5,4,8", "0,3,8", "17,3,1"})
  void highMatricesAreExtended(int logHeight, int width, int logBlowUp) {
    try (Workers workers = new Workers(2)) {
      Ntt ntt = new Ntt(workers);
      Seeds.run(
          "high extension",
          seed -> {
            Random random = new Random(seed);
            Matrix coefficients = any(random, 1 << logHeight, width);
            Matrix values = bitReversed(coefficients);
            ntt.evaluate(values);
            int logExtended = logHeight + logBlowUp;
            Matrix extended = ntt.extend(values, logBlowUp);
            assertEquals(1 << logExtended, extended.height());
            for (int i = 0; i < 20; i++) {
              int row = random.nextInt(1 << logExtended);
              int column = random.nextInt(width);
              assertEquals(
                  value(coefficients, column, Domain.point(logExtended, row)),
                  extended.get(row, column));
              int point = KoalaBear.power(KoalaBear.rootOfUnity(logHeight), row >> logBlowUp);
              assertEquals(
                  value(coefficients, column, point), values.get(row >> logBlowUp, column));
            }
            ntt.interpolate(values);
            assertArrayEquals(bitReversed(coefficients).elements(), values.elements());
          });
    }
  }

  @Test
  void whatIsTooHighIsRefused() {
    try (Workers workers = new Workers(1)) {
      Ntt ntt = new Ntt(workers);
      for (int logBlowUp : new int[] {-1, Ntt.LOG_BLOW_UP_MAX + 1}) {
        assertEquals(
            "an extension is 2^0 to 2^8 times as high, not 2^" + logBlowUp,
            assertThrows(
                    IllegalArgumentException.class, () -> ntt.extend(new Matrix(2, 1), logBlowUp))
                .getMessage());
      }
      assertEquals(
          "a transform has up to 2^24 rows, not 2^25",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> ntt.extendCoefficients(new Matrix(1 << 17, 1), 8))
              .getMessage());
    }
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
