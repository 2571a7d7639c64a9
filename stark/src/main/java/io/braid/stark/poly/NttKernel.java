package io.braid.stark.poly;

/**
 * The loops of a transform over the rows of a matrix. A layer joins each row with the one at a
 * distance behind it, in blocks of twice that distance.
 */
interface NttKernel {

  /**
   * Replaces rows a and b by a + b and (a - b) w, where w is the power of the layer's root at the
   * place of a in its block.
   *
   * @param twiddles as {@link Twiddles}
   * @param from the first row of the first block
   * @param to the row behind the last block
   */
  void splitLayer(int[] elements, int width, int distance, int[] twiddles, int from, int to);

  /** Replaces rows a and b by a + b w and a - b w, with w as in {@link #splitLayer}. */
  void joinLayer(int[] elements, int width, int distance, int[] twiddles, int from, int to);

  /** Multiplies the elements from one place to before another by a factor. */
  void scale(int[] elements, int from, int to, int factor);
}
