package io.braid.stark.block;

import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;

/** The sums in plain Java: the reference. */
final class ScalarRowKernel implements RowKernel {

  @Override
  public void addRows(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int weightsAt,
      int[] sums) {
    for (int row = 0; row < rows; row++) {
      int rowAt = at + row * distance;
      for (int k = 0; k < Extension.DEGREE; k++) {
        int weight = weights[weightsAt + row * Extension.DEGREE + k];
        for (int column = 0; column < width; column++) {
          int place = k * width + column;
          int product = KoalaBear.multiply(elements[rowAt + column], weight);
          sums[place] = KoalaBear.add(sums[place], product);
        }
      }
    }
  }

  @Override
  public void addColumns(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int[] sums,
      int sumsAt) {
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int sum = sums[sumsAt + row * Extension.DEGREE + k];
        for (int column = 0; column < width; column++) {
          int element = elements[at + row * distance + column];
          sum = KoalaBear.add(sum, KoalaBear.multiply(element, weights[k * width + column]));
        }
        sums[sumsAt + row * Extension.DEGREE + k] = sum;
      }
    }
  }
}
