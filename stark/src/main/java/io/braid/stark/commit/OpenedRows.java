package io.braid.stark.commit;

import java.util.Arrays;

/**
 * Rows of one matrix at positions, as an opening shows them: in a {@linkplain PrunedOpening pruned}
 * one each position of that matrix once and in ascending order, in a {@linkplain PlainOpening
 * plain} one a row for each query.
 */
public final class OpenedRows {

  private final int[] positions;
  private final int width;
  private final int[] elements;

  /**
   * Rows over arrays, which are not copied.
   *
   * @param positions of the rows
   * @param elements row by row, in Montgomery form
   * @throws IllegalArgumentException if there are not so many rows
   */
  public OpenedRows(int[] positions, int width, int[] elements) {
    if (width < 1 || elements.length != (long) positions.length * width) {
      throw new IllegalArgumentException(
          "%d rows of %d elements have not %d".formatted(positions.length, width, elements.length));
    }
    this.positions = positions;
    this.width = width;
    this.elements = elements;
  }

  /** The positions of the rows, as an array that the caller leaves as it is. */
  public int[] positions() {
    return positions;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The elements themselves: the row with number i here begins at i times the width. */
  public int[] elements() {
    return elements;
  }

  /**
   * The number of the row at a position, where positions are distinct and in ascending order.
   *
   * @return negative if that is not opened
   */
  public int indexOf(int position) {
    return Arrays.binarySearch(positions, position);
  }
}
