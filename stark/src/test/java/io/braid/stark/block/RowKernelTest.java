package io.braid.stark.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That vectors give what plain loops do, for all widths, with elements of the greatest numbers. */
class RowKernelTest {

  private static final RowKernel SCALAR = new ScalarRowKernel();
  private static final RowKernel VECTOR = new VectorRowKernel();

  private static int[] elements(Random random, int count) {
    boolean largest = random.nextInt(4) == 0;
    return random
        .ints(count, 0, KoalaBear.MODULUS)
        .map(element -> largest ? KoalaBear.MODULUS - 1 : element)
        .toArray();
  }

  @Test
  void sumsOfRowsAgree() {
    Seeds.run(
        "sums of rows",
        seed -> {
          Random random = new Random(seed);
          for (int width = 1; width <= 40; width++) {
            int distance = width + random.nextInt(20);
            int rows = random.nextInt(20);
            int at = random.nextInt(5);
            int[] matrix = elements(random, at + rows * distance + random.nextInt(30));
            int[] weights = elements(random, 4 + rows * Extension.DEGREE);
            int[] expected = elements(random, width * Extension.DEGREE);
            int[] sums = expected.clone();
            SCALAR.addRows(matrix, at, distance, rows, width, weights, 4, expected);
            VECTOR.addRows(matrix, at, distance, rows, width, weights, 4, sums);
            assertArrayEquals(expected, sums, width + " columns, " + rows + " rows");
          }
        });
  }

  @Test
  void sumsOfColumnsAgree() {
    Seeds.run(
        "sums of columns",
        seed -> {
          Random random = new Random(seed);
          for (int width = 1; width <= 70; width++) {
            int distance = width + random.nextInt(20);
            int rows = random.nextInt(20);
            int at = random.nextInt(5);
            int[] matrix = elements(random, at + rows * distance + random.nextInt(30));
            int[] weights = elements(random, width * Extension.DEGREE);
            int[] expected = elements(random, 3 + rows * Extension.DEGREE);
            int[] sums = expected.clone();
            SCALAR.addColumns(matrix, at, distance, rows, width, weights, expected, 3);
            VECTOR.addColumns(matrix, at, distance, rows, width, weights, sums, 3);
            assertArrayEquals(expected, sums, width + " columns, " + rows + " rows");
          }
        });
  }
}
