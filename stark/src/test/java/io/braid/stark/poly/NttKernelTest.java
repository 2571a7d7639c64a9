package io.braid.stark.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops over vectors against the plain ones, at any width, on parts of a matrix. */
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
  @ValueSource(ints = {1, 7, 8, 9, 16, 31, 40, 67})
  void vectorsDoWhatScalarsDo(int width) {
    Seeds.run(
        "kernels",
        seed -> {
          Random random = new Random(seed);
          int height = 1 << LOG_HEIGHT;
          int[] twiddles = Twiddles.forward(LOG_HEIGHT);
          for (int distance = 1; distance < height; distance <<= 1) {
            int block = 2 * distance;
            int from = block * random.nextInt(height / block);
            int to = from + block * (1 + random.nextInt((height - from) / block));
            int[] expected = any(random, height * width);
            int[] actual = expected.clone();
            scalar.splitLayer(expected, width, distance, twiddles, from, to);
            vector.splitLayer(actual, width, distance, twiddles, from, to);
            assertArrayEquals(expected, actual);
            scalar.joinLayer(expected, width, distance, twiddles, from, to);
            vector.joinLayer(actual, width, distance, twiddles, from, to);
            assertArrayEquals(expected, actual);
            int factor = any(random, 1)[0];
            int begin = random.nextInt(expected.length);
            int end = begin + random.nextInt(expected.length - begin + 1);
            scalar.scale(expected, begin, end, factor);
            vector.scale(actual, begin, end, factor);
            assertArrayEquals(expected, actual);
          }
        });
  }
}
