package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/** The loops in plain Java: the reference, and what serves where there are no vectors. */
final class ScalarNttKernel implements NttKernel {

  @Override
  public void splitLayer(
      int[] elements, int width, int distance, int[] twiddles, int from, int to) {
    splitColumns(elements, width, distance, twiddles, from, to, 0);
  }

  /** The same for the columns from one on. */
  static void splitColumns(
      int[] elements, int width, int distance, int[] twiddles, int from, int to, int firstColumn) {
    int jump = distance * width;
    for (int block = from; block < to; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = twiddles[distance + j];
        int begin = (block + j) * width;
        for (int at = begin + firstColumn; at < begin + width; at++) {
          int a = elements[at];
          int b = elements[at + jump];
          elements[at] = KoalaBear.add(a, b);
          elements[at + jump] = KoalaBear.multiply(KoalaBear.subtract(a, b), factor);
        }
      }
    }
  }

  @Override
  public void joinLayer(int[] elements, int width, int distance, int[] twiddles, int from, int to) {
    joinColumns(elements, width, distance, twiddles, from, to, 0);
  }

  /** The same for the columns from one on. */
  static void joinColumns(
      int[] elements, int width, int distance, int[] twiddles, int from, int to, int firstColumn) {
    int jump = distance * width;
    for (int block = from; block < to; block += 2 * distance) {
      for (int j = 0; j < distance; j++) {
        int factor = twiddles[distance + j];
        int begin = (block + j) * width;
        for (int at = begin + firstColumn; at < begin + width; at++) {
          int a = elements[at];
          int b = KoalaBear.multiply(elements[at + jump], factor);
          elements[at] = KoalaBear.add(a, b);
          elements[at + jump] = KoalaBear.subtract(a, b);
        }
      }
    }
  }

  @Override
  public void scale(int[] elements, int from, int to, int factor) {
    for (int at = from; at < to; at++) {
      elements[at] = KoalaBear.multiply(elements[at], factor);
    }
  }
}
