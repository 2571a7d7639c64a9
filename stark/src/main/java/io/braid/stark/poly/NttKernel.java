package io.braid.stark.poly;

/**
 * The loops of a transform over rows that stand one behind the other from the begin of an array. A
 * layer joins each row with the one at a distance behind it, in blocks of twice that distance.
 */
interface NttKernel {

  /** Rows have a multiple of this many elements. */
  int lanes();

  /**
   * Replaces rows a and b by a + b and (a - b) w, where w is the factor at the place of a in its
   * block.
   */
  void splitLayer(int[] rows, int width, int height, int distance, Twiddles twiddles);

  /** The layers of a distance, and then of half of it, in one pass. */
  void splitTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles);

  /** Replaces rows a and b by a + b w and a - b w, with w as in {@link #splitLayer}. */
  void joinLayer(int[] rows, int width, int height, int distance, Twiddles twiddles);

  /** The layers of a distance, and then of twice it, in one pass. */
  void joinTwoLayers(int[] rows, int width, int height, int distance, Twiddles twiddles);

  /** Multiplies each row by a factor: the first one as given, that of the next row ratio times. */
  void scaleRows(int[] rows, int width, int height, int first, int ratio);

  /**
   * The same with a factor and a ratio for each column.
   *
   * @param factors of the first row; replaced by those of the row behind the last
   */
  void scaleColumns(int[] rows, int width, int height, int[] factors, int[] ratios);

  /** Copies parts of rows, of any width, from one array to another. */
  void copyRows(
      int[] from, int fromAt, int fromStep, int[] to, int toAt, int toStep, int width, int count);
}
