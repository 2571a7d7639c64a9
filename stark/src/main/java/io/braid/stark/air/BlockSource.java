package io.braid.stark.air;

import io.braid.stark.poly.Matrix;

/**
 * The rows of a table at a set of points: those of the trace, or of its extension.
 *
 * @param main the table's columns
 * @param fixed its fixed columns, or null if it has none
 * @param logUp its fractions, or null if it has none or they are not needed
 * @param points how many points there are: point k is in row k times the height over that, in each
 *     matrix
 * @param nextDistance behind point k the next row is that of point k plus this, in a circle
 */
record BlockSource(Matrix main, Matrix fixed, Matrix logUp, int points, int nextDistance) {

  /** The trace itself. */
  static BlockSource ofTrace(Matrix main, Matrix fixed, Matrix logUp) {
    return new BlockSource(main, fixed, logUp, main.height(), 1);
  }

  /**
   * Writes a matrix, column by column, for consecutive points.
   *
   * @param at where the first column goes; the others follow at the given stride
   */
  void transpose(Matrix matrix, int from, int count, int[] out, int at, int stride) {
    int[] elements = matrix.elements();
    int width = matrix.width();
    int rowsPerPoint = matrix.height() / points;
    for (int i = 0; i < count; i++) {
      int row = ((from + i) & (points - 1)) * rowsPerPoint * width;
      int column = at + i;
      for (int c = 0; c < width; c++) {
        out[column] = elements[row + c];
        column += stride;
      }
    }
  }
}
