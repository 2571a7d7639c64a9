package io.braid.stark.poly;

/**
 * How sets of rows are cut so that a task's part fits in the cache and is wide enough for vectors.
 * All sets have the same number of rows. Short rows of neighbouring sets stand side by side in a
 * row of the buffer; long rows are cut into parts.
 *
 * @param width columns of the matrix
 * @param sets how many there are
 * @param setsPerTile those side by side
 * @param columnsPerTile of each set
 * @param bufferWidth elements of a row of the buffer, a multiple of the lanes
 */
record Tiles(int width, int sets, int setsPerTile, int columnsPerTile, int bufferWidth) {

  /** Longer rows do not make anything faster. */
  private static final int BUFFER_WIDTH_MAX = 256;

  /**
   * The tiles of a matrix.
   *
   * @param logRows rows of a set
   * @param lanes of the vectors
   */
  static Tiles of(int width, int logSets, int logRows, int lanes) {
    int widthMax = Math.min(BUFFER_WIDTH_MAX, NttPass.BUFFER_ELEMENTS >> logRows);
    int sets = 1 << logSets;
    int setsPerTile = Math.clamp(Integer.highestOneBit(widthMax / width), 1, sets);
    int parts = Math.ceilDiv(width, widthMax);
    int columns = parts == 1 ? width : roundUp(Math.ceilDiv(width, parts), lanes);
    return new Tiles(width, sets, setsPerTile, columns, roundUp(columns * setsPerTile, lanes));
  }

  private static int roundUp(int number, int multiple) {
    return Math.ceilDiv(number, multiple) * multiple;
  }

  private int parts() {
    return Math.ceilDiv(width, columnsPerTile);
  }

  /** How many there are. */
  int count() {
    return sets / setsPerTile * parts();
  }

  /** The first of the sets of a tile. */
  int firstSet(int tile) {
    return tile / parts() * setsPerTile;
  }

  /** The first of the columns of a tile. */
  int firstColumn(int tile) {
    return tile % parts() * columnsPerTile;
  }

  /** Columns of a tile: the last of a row may have fewer. */
  int columns(int tile) {
    return Math.min(columnsPerTile, width - firstColumn(tile));
  }
}
