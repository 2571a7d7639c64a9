package io.braid.stark.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The loops over vectors against the plain ones, for rows of any length, and nothing beside. */
class WordKernelTest {

  private static final int COUNT_MAX = 70;
  private static final int AT_MAX = 9;
  private static final int LANES_MAX = 9;

  private final WordKernel scalar = new ScalarWordKernel();
  private final WordKernel vector = new VectorWordKernel();

  private static int element(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(3);
      case 1 -> KoalaBear.MODULUS - 1 - random.nextInt(3);
      default -> random.nextInt(KoalaBear.MODULUS);
    };
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[Integer.BYTES * (COUNT_MAX + 2 * AT_MAX)];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void vectorsDoWhatScalarsDo() {
    Seeds.run(
        "words",
        seed -> {
          Random random = new Random(seed);
          for (int count = 0; count <= COUNT_MAX; count++) {
            int at = random.nextInt(AT_MAX);
            int bytesAt = random.nextInt(Integer.BYTES * AT_MAX);
            int[] elements = new int[at + count];
            for (int i = 0; i < elements.length; i++) {
              elements[i] = element(random);
            }
            byte[] expected = bytes(seed);
            byte[] actual = bytes(seed);
            scalar.elements(elements, at, count, expected, bytesAt);
            vector.elements(elements, at, count, actual, bytesAt);
            assertArrayEquals(expected, actual);
            int[] ints = random.ints(at + (long) count).toArray();
            scalar.ints(ints, at, count, expected, bytesAt);
            vector.ints(ints, at, count, actual, bytesAt);
            assertArrayEquals(expected, actual);
          }
        });
  }

  @Test
  void vectorsSpreadAsScalarsDo() {
    Seeds.run(
        "lanes",
        seed -> {
          Random random = new Random(seed);
          for (int lanes = 1; lanes <= LANES_MAX; lanes++) {
            int length = 1 + random.nextInt(COUNT_MAX);
            byte[] messages = new byte[Long.BYTES * length * lanes];
            random.nextBytes(messages);
            int count = random.nextInt(length + 1);
            long[] expected = random.longs((long) length * lanes).toArray();
            long[] actual = expected.clone();
            scalar.spread(messages, lanes, count, expected);
            vector.spread(messages, lanes, count, actual);
            assertArrayEquals(expected, actual);
          }
        });
  }
}
