package io.braid.stark.poly;

/**
 * Elements of KoalaBear in rows, one row behind the other in one array. A column is a polynomial:
 * its values, a row for each point, or its coefficients, a row for each power.
 */
public final class Matrix {

  /** Elements that an array can hold. */
  private static final long ELEMENTS_MAX = Integer.MAX_VALUE - 8L;

  private final int[] elements;
  private final int height;
  private final int width;

  /**
   * A matrix of zeros.
   *
   * @param height rows, a power of two
   * @param width columns, at least 1
   * @throws IllegalArgumentException if there is no such matrix, or it is larger than an array
   */
  public Matrix(int height, int width) {
    this(elements(height, width), height, width);
  }

  private static int[] elements(int height, int width) {
    long count = (long) height * width;
    if (count > ELEMENTS_MAX) {
      throw new IllegalArgumentException(
          "%d rows of %d elements are more than an array holds".formatted(height, width));
    }
    return new int[Math.max(0, (int) count)];
  }

  /**
   * A matrix over an array, which is not copied.
   *
   * @throws IllegalArgumentException if the array has another length
   */
  public Matrix(int[] elements, int height, int width) {
    if (Integer.bitCount(height) != 1 || height < 0 || width < 1) {
      throw new IllegalArgumentException(
          "a matrix has a power of two of rows and at least 1 column, not %d and %d"
              .formatted(height, width));
    }
    if (elements.length != (long) height * width) {
      throw new IllegalArgumentException(
          "%d rows of %d elements have not %d".formatted(height, width, elements.length));
    }
    this.elements = elements;
    this.height = height;
    this.width = width;
  }

  /** The elements themselves: row r begins at r times the width. */
  public int[] elements() {
    return elements;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The power of two that the height is. */
  public int logHeight() {
    return Integer.numberOfTrailingZeros(height);
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** One element. */
  public int get(int row, int column) {
    return elements[row * width + column];
  }

  /** Sets one element. */
  public void set(int row, int column, int element) {
    elements[row * width + column] = element;
  }
}
