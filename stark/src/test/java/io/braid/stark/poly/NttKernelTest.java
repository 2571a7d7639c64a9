package io.braid.stark.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops over vectors against the plain ones. */
class NttKernelTest {

  private static final int LOG_HEIGHT = 6;

  private final NttKernel scalar = new ScalarNttKernel();
  private final NttKernel vector = new VectorNttKernel();

  private static int[] any(Random random, int length) {
    int[] elements = new int[length];
    for (int i = 0; i < length; i++) {
      elements[i] =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> KoalaBear.MODULUS - 1;
            default -> random.nextInt(KoalaBear.MODULUS);
          };
    }
    return elements;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void vectorsDoWhatScalarsDo(int vectorsOfARow) {
    int width = vectorsOfARow * vector.lanes();
    Seeds.run(
        "kernels",
        seed -> {
          Random random = new Random(seed);
          int height = 1 << LOG_HEIGHT;
          Twiddles twiddles = Twiddles.onDomain(LOG_HEIGHT);
          int[] expected = any(random, height * width);
          int[] actual = expected.clone();
          for (int distance = 1; distance < height; distance <<= 1) {
            scalar.splitLayer(expected, width, height, distance, twiddles);
            vector.splitLayer(actual, width, height, distance, twiddles);
            assertArrayEquals(expected, actual);
            scalar.joinLayer(expected, width, height, distance, twiddles);
            vector.joinLayer(actual, width, height, distance, twiddles);
            assertArrayEquals(expected, actual);
          }
          for (int distance = 1; distance < height >> 1; distance <<= 1) {
            scalar.splitTwoLayers(expected, width, height, 2 * distance, twiddles);
            vector.splitTwoLayers(actual, width, height, 2 * distance, twiddles);
            assertArrayEquals(expected, actual);
            scalar.joinTwoLayers(expected, width, height, distance, twiddles);
            vector.joinTwoLayers(actual, width, height, distance, twiddles);
            assertArrayEquals(expected, actual);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void vectorsScaleAsScalarsDo(int vectorsOfARow) {
    int width = vectorsOfARow * vector.lanes();
    Seeds.run(
        "scaling",
        seed -> {
          Random random = new Random(seed);
          int[] expected = any(random, 9 * width);
          int[] actual = expected.clone();
          int first = any(random, 1)[0];
          int ratio = random.nextInt(KoalaBear.MODULUS);
          scalar.scaleRows(expected, width, 9, first, ratio);
          vector.scaleRows(actual, width, 9, first, ratio);
          assertArrayEquals(expected, actual);
          int[] factors = any(random, width);
          int[] sameFactors = factors.clone();
          int[] ratios = any(random, width);
          scalar.scaleColumns(expected, width, 9, factors, ratios);
          vector.scaleColumns(actual, width, 9, sameFactors, ratios);
          assertArrayEquals(expected, actual);
          assertArrayEquals(factors, sameFactors);
        });
  }

  /** All values at once: no reduction may be left out that is needed for the largest. */
  @Test
  void vectorsDoWhatScalarsDoWithTheLargest() {
    int width = vector.lanes();
    int[] edges = {0, 1, KoalaBear.MODULUS - 1};
    Twiddles twiddles = Twiddles.inverse(2);
    for (int i = 0; i < 81; i++) {
      int[] expected = new int[4 * width];
      Arrays.fill(expected, 0, width, edges[i % 3]);
      Arrays.fill(expected, width, 2 * width, edges[i / 3 % 3]);
      Arrays.fill(expected, 2 * width, 3 * width, edges[i / 9 % 3]);
      Arrays.fill(expected, 3 * width, 4 * width, edges[i / 27]);
      int[] actual = expected.clone();
      scalar.joinTwoLayers(expected, width, 4, 1, twiddles);
      vector.joinTwoLayers(actual, width, 4, 1, twiddles);
      assertArrayEquals(expected, actual);
      scalar.splitTwoLayers(expected, width, 4, 2, twiddles);
      vector.splitTwoLayers(actual, width, 4, 2, twiddles);
      assertArrayEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 20, 47, 48, 61})
  void rowsAreCopiedAndNothingBesideThem(int width) {
    Seeds.run(
        "copies",
        seed -> {
          Random random = new Random(seed);
          int[] source = any(random, 700);
          int[] expected = any(random, 700);
          int[] actual = expected.clone();
          scalar.copyRows(source, 5, width + 3, expected, 9, width + 8, width, 10);
          vector.copyRows(source, 5, width + 3, actual, 9, width + 8, width, 10);
          assertArrayEquals(expected, actual);
        });
  }
}
