package io.braid.stark.commit;

import io.braid.stark.poly.Matrix;

/**
 * How large a matrix is.
 *
 * @param logHeight the power of two that its rows are
 * @param width columns
 */
public record MatrixShape(int logHeight, int width) {

  /** More rows have no numbers. */
  private static final int LOG_HEIGHT_MAX = 30;

  public MatrixShape {
    if (logHeight < 0 || logHeight > LOG_HEIGHT_MAX || width < 1) {
      throw new IllegalArgumentException(
          "a matrix has 2^0 to 2^%d rows and at least 1 column, not 2^%d and %d"
              .formatted(LOG_HEIGHT_MAX, logHeight, width));
    }
  }

  /** That of a matrix. */
  public static MatrixShape of(Matrix matrix) {
    return new MatrixShape(matrix.logHeight(), matrix.width());
  }
}
