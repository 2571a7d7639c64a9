package io.braid.stark.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loops over vectors against the plain ones, for blocks of any length, results over arguments.
 */
class BlockKernelTest {

  private static final int STRIDE = 80;
  private static final int EXTENSION = 4 * STRIDE;

  private final BlockKernel scalar = new ScalarBlockKernel();
  private final BlockKernel vector = new VectorBlockKernel();

  private interface Operation {
    void run(BlockKernel kernel, int[] blocks, int out);
  }

  private static int element(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(2);
      case 1 -> KoalaBear.MODULUS - 1 - random.nextInt(2);
      default -> random.nextInt(KoalaBear.MODULUS);
    };
  }

  private void check(Random random, Operation operation) {
    int[] blocks = new int[4 * EXTENSION];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = element(random);
    }
    for (int out = 0; out < 3; out++) {
      int[] expected = blocks.clone();
      int[] actual = blocks.clone();
      operation.run(scalar, expected, out * EXTENSION);
      operation.run(vector, actual, out * EXTENSION);
      assertArrayEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 17, 63, 64, 79})
  void vectorsDoWhatScalarsDo(int count) {
    Seeds.run(
        "blocks",
        seed -> {
          Random random = new Random(seed);
          int b = EXTENSION;
          int w = element(random);
          check(random, (kernel, s, out) -> kernel.add(s, 0, b, out, count));
          check(random, (kernel, s, out) -> kernel.subtract(s, 0, b, out, count));
          check(random, (kernel, s, out) -> kernel.multiply(s, 0, b, out, count));
          check(random, (kernel, s, out) -> kernel.addThree(s, 0, b, 2 * b, out, count));
          check(random, (kernel, s, out) -> kernel.multiplyThree(s, 0, b, 2 * b, out, count));
          check(random, (kernel, s, out) -> kernel.multiplyElementAdd(s, 0, w, b, out, count));
          check(random, (kernel, s, out) -> kernel.addElement(s, 0, w, out, count));
          check(random, (kernel, s, out) -> kernel.subtractFrom(s, w, 0, out, count));
          check(random, (kernel, s, out) -> kernel.multiplyElement(s, 0, w, out, count));
          check(random, (kernel, s, out) -> kernel.multiplyExtension(s, 0, b, out, STRIDE, count));
          for (int terms = 1; terms <= BlockKernel.TERMS_MAX; terms++) {
            multiplyAdd(random, terms, count);
          }
        });
  }

  private void multiplyAdd(Random random, int terms, int count) {
    int[] a = new int[terms];
    int[] factorsAt = new int[terms];
    for (int i = 0; i < terms; i++) {
      a[i] = 3 * EXTENSION + i * STRIDE;
      factorsAt[i] = i * Extension.DEGREE;
    }
    int[] factors = new int[terms * Extension.DEGREE];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = element(random);
    }
    check(
        random,
        (kernel, s, out) ->
            kernel.multiplyAdd(s, a, factors, factorsAt, terms, out, STRIDE, count));
  }
}
