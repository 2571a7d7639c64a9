package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/** The loops in plain Java: the reference, and what serves where there are no vectors. */
final class ScalarNttKernel implements NttKernel {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void splitLayer(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] factors = twiddles.factors();
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = factors[distance + j];
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at++) {
          int a = rows[at];
          int b = rows[at + jump];
          rows[at] = KoalaBear.add(a, b);
          rows[at + jump] = KoalaBear.multiply(KoalaBear.subtract(a, b), factor);
        }
      }
    }
  }

  @Override
  public void splitTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    splitLayer(rows, width, height, distance, twiddles);
    splitLayer(rows, width, height, distance >> 1, twiddles);
  }

  @Override
  public void joinLayer(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    int[] factors = twiddles.factors();
    int jump = distance * width;
    for (int block = 0; block < height; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = factors[distance + j];
        int begin = (block + j) * width;
        for (int at = begin; at < begin + width; at++) {
          int a = rows[at];
          int b = KoalaBear.multiply(rows[at + jump], factor);
          rows[at] = KoalaBear.add(a, b);
          rows[at + jump] = KoalaBear.subtract(a, b);
        }
      }
    }
  }

  @Override
  public void joinTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles) {
    joinLayer(rows, width, height, distance, twiddles);
    joinLayer(rows, width, height, distance << 1, twiddles);
  }

  @Override
  public void scaleRows(int[] rows, int width, int height, int first, int ratio) {
    int factor = first;
    for (int row = 0; row < height; row++) {
      for (int at = row * width; at < (row + 1) * width; at++) {
        rows[at] = KoalaBear.multiply(rows[at], factor);
      }
      factor = KoalaBear.multiply(factor, ratio);
    }
  }

  @Override
  public void scaleColumns(int[] rows, int width, int height, int[] factors, int[] ratios) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        rows[at] = KoalaBear.multiply(rows[at], factors[column]);
        factors[column] = KoalaBear.multiply(factors[column], ratios[column]);
      }
    }
  }

  @Override
  public void copyRows(
      int[] from, int fromAt, int fromStep, int[] to, int toAt, int toStep, int width, int count) {
    for (int row = 0; row < count; row++) {
      System.arraycopy(from, fromAt + row * fromStep, to, toAt + row * toStep, width);
    }
  }
}
