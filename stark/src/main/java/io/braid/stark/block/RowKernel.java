package io.braid.stark.block;

import io.braid.stark.cpu.VectorApi;

/**
 * Sums over elements of rows times elements of the extension. A matrix is given as an array with an
 * offset and, where not all rows are wanted, the distance from one to the next.
 */
public interface RowKernel {

  /** The fastest loops that there are here. */
  static RowKernel fastest() {
    return VectorApi.isThere() ? new VectorRowKernel() : new ScalarRowKernel();
  }

  /**
   * Adds to a sum for each column: all rows, each times its weight.
   *
   * @param weights an element of the extension for each row, one behind the other
   * @param sums for each column the coefficients of X^0, then those of X, and so on: four times the
   *     width
   */
  void addRows(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int weightsAt,
      int[] sums);

  /**
   * Adds to a sum for each row: all its columns, each times its weight.
   *
   * @param weights for each column the coefficients of X^0, then those of X, and so on
   * @param sums an element of the extension for each row, one behind the other
   */
  void addColumns(
      int[] elements,
      int at,
      int distance,
      int rows,
      int width,
      int[] weights,
      int[] sums,
      int sumsAt);
}
