package io.braid.stark.poly;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import java.util.Arrays;

/**
 * The passes of a transform over a matrix, each of which brings every row to the cache once.
 *
 * <p>A polynomial of n = blocks * rows coefficients is the sum over the blocks t of x^t
 * p_t(x^blocks). Block t stands where the reversed bits of t say; its rows are the coefficients of
 * p_t, again in bit-reversed order, or values of p_t.
 */
final class NttPass {

  /** Elements of a buffer, 512 KiB: about what a core has as its own cache. */
  static final int BUFFER_ELEMENTS = 1 << 17;

  private final NttKernel kernel;
  private final Workers workers;
  private final NttTables tables;
  private final int logBlocks;
  private final int logRows;
  private final int logBlowUp;

  /** Works on rows that have been brought to a buffer. */
  @FunctionalInterface
  private interface TileTask {

    void run(int tile, int[] buffer);
  }

  /**
   * The passes for one size.
   *
   * @param logRows rows of a block of coefficients
   * @param logBlowUp a block of values is 2^logBlowUp times as high
   */
  NttPass(
      NttKernel kernel,
      Workers workers,
      NttTables tables,
      int logBlocks,
      int logRows,
      int logBlowUp) {
    this.kernel = kernel;
    this.workers = workers;
    this.tables = tables;
    this.logBlocks = logBlocks;
    this.logRows = logRows;
    this.logBlowUp = logBlowUp;
  }

  private int logExtendedRows() {
    return logRows + logBlowUp;
  }

  private void forTiles(Tiles tiles, TileTask task) {
    workers.forRange(
        0,
        tiles.count(),
        1,
        (from, to) -> {
          int[] buffer = tables.takeBuffer();
          for (int tile = from; tile < to; tile++) {
            task.run(tile, buffer);
          }
          tables.giveBack(buffer);
        });
  }

  /**
   * The layers of an interpolation that join blocks. With one block there are none, and nothing is
   * done.
   *
   * @param target the same matrix, or that of an extension: a block of it begins with one of these
   */
  void splitAcrossBlocks(Matrix source, Matrix target) {
    if (logBlocks == 0) {
      return;
    }
    Tiles tiles = Tiles.of(source.width(), logRows, logBlocks, kernel.lanes());
    forTiles(
        tiles,
        (tile, buffer) -> {
          copyAcross(tiles, tile, source, logRows, buffer, true);
          split(buffer, tiles.bufferWidth(), logBlocks);
          copyAcross(tiles, tile, target, logExtendedRows(), buffer, false);
        });
  }

  /** The layers of an evaluation that join blocks. */
  void joinAcrossBlocks(Matrix matrix) {
    if (logBlocks == 0) {
      return;
    }
    Tiles tiles = Tiles.of(matrix.width(), logExtendedRows(), logBlocks, kernel.lanes());
    forTiles(
        tiles,
        (tile, buffer) -> {
          copyAcross(tiles, tile, matrix, logExtendedRows(), buffer, true);
          join(buffer, tiles.bufferWidth(), 0, logBlocks, tables.forward());
          copyAcross(tiles, tile, matrix, logExtendedRows(), buffer, false);
        });
  }

  /** The layers of an interpolation within each block. */
  void interpolateBlocks(Matrix matrix) {
    Tiles tiles = blockTiles(matrix);
    forTiles(
        tiles,
        (tile, buffer) -> {
          copyBlocks(tiles, tile, matrix, logRows, logRows, buffer, true);
          interpolate(tiles, tile, buffer);
          copyBlocks(tiles, tile, matrix, logRows, logRows, buffer, false);
        });
  }

  /** The layers of an evaluation on a subgroup within each block. */
  void evaluateBlocks(Matrix matrix) {
    Tiles tiles = blockTiles(matrix);
    forTiles(
        tiles,
        (tile, buffer) -> {
          copyBlocks(tiles, tile, matrix, logRows, logRows, buffer, true);
          evaluate(tiles, tile, buffer, tables.forward(), KoalaBear.ONE);
          copyBlocks(tiles, tile, matrix, logRows, logRows, buffer, false);
        });
  }

  /**
   * The layers of an interpolation and then of an evaluation on a domain, within each block.
   *
   * @param values what {@link #splitAcrossBlocks} read
   * @param target what it wrote
   */
  void extendBlocks(Matrix values, Matrix target) {
    if (logBlocks == 0) {
      extendBlocks(values, logRows, target, true);
    } else {
      extendBlocks(target, logExtendedRows(), target, true);
    }
  }

  /** The layers of an evaluation on a domain within each block. */
  void extendBlocksOfCoefficients(Matrix coefficients, Matrix target) {
    extendBlocks(coefficients, logRows, target, false);
  }

  private void extendBlocks(Matrix source, int logStep, Matrix target, boolean areValues) {
    Tiles tiles = blockTiles(source);
    int shift = Domain.shift(logBlocks + logExtendedRows());
    forTiles(
        tiles,
        (tile, buffer) -> {
          copyBlocks(tiles, tile, source, logStep, logRows, buffer, true);
          if (areValues) {
            interpolate(tiles, tile, buffer);
          }
          spread(buffer, tiles.bufferWidth());
          evaluate(tiles, tile, buffer, tables.onDomain(), shift);
          copyBlocks(tiles, tile, target, logExtendedRows(), logExtendedRows(), buffer, false);
        });
  }

  private Tiles blockTiles(Matrix matrix) {
    return Tiles.of(matrix.width(), logBlocks, logExtendedRows(), kernel.lanes());
  }

  /** Copies rows that have the same place in their blocks, or back. */
  private void copyAcross(
      Tiles tiles, int tile, Matrix matrix, int logStep, int[] buffer, boolean toBuffer) {
    int at = tiles.firstSet(tile) * matrix.width() + tiles.firstColumn(tile);
    int length = tiles.columns(tile) * tiles.setsPerTile();
    copy(
        matrix.elements(),
        at,
        matrix.width() << logStep,
        buffer,
        0,
        tiles.bufferWidth(),
        length,
        1 << logBlocks,
        toBuffer);
  }

  /** Copies blocks side by side, or back. */
  private void copyBlocks(
      Tiles tiles, int tile, Matrix matrix, int logStep, int logCount, int[] buffer, boolean to) {
    for (int i = 0; i < tiles.setsPerTile(); i++) {
      int row = (tiles.firstSet(tile) + i) << logStep;
      copy(
          matrix.elements(),
          row * matrix.width() + tiles.firstColumn(tile),
          matrix.width(),
          buffer,
          i * matrix.width(),
          tiles.bufferWidth(),
          tiles.columns(tile),
          1 << logCount,
          to);
    }
  }

  private void copy(
      int[] elements,
      int at,
      int step,
      int[] buffer,
      int bufferAt,
      int bufferStep,
      int length,
      int count,
      boolean toBuffer) {
    if (toBuffer) {
      kernel.copyRows(elements, at, step, buffer, bufferAt, bufferStep, length, count);
    } else {
      kernel.copyRows(buffer, bufferAt, bufferStep, elements, at, step, length, count);
    }
  }

  private void interpolate(Tiles tiles, int tile, int[] buffer) {
    int inverse = KoalaBear.inverse(KoalaBear.of(1 << (logBlocks + logRows)));
    int root = KoalaBear.inverse(KoalaBear.rootOfUnity(logBlocks + logRows));
    scale(tiles, tile, buffer, logRows, inverse, KoalaBear.ONE, root);
    split(buffer, tiles.bufferWidth(), logRows);
  }

  private void evaluate(Tiles tiles, int tile, int[] buffer, Twiddles twiddles, int shift) {
    join(buffer, tiles.bufferWidth(), logBlowUp, logExtendedRows(), twiddles);
    if (logBlocks > 0) {
      int root = KoalaBear.rootOfUnity(logBlocks + logExtendedRows());
      scale(tiles, tile, buffer, logExtendedRows(), KoalaBear.ONE, shift, root);
    }
  }

  /** Multiplies row j of block t by factor (shift root^j)^t. */
  private void scale(
      Tiles tiles, int tile, int[] buffer, int logHeight, int factor, int shift, int root) {
    int width = tiles.bufferWidth();
    int sets = tiles.setsPerTile();
    int[] factors = new int[sets];
    int[] ratios = new int[sets];
    for (int i = 0; i < sets; i++) {
      int t = Ntt.reverse(tiles.firstSet(tile) + i, logBlocks);
      factors[i] = KoalaBear.multiply(factor, KoalaBear.power(shift, t));
      ratios[i] = KoalaBear.power(root, t);
    }
    if (sets == 1) {
      kernel.scaleRows(buffer, width, 1 << logHeight, factors[0], ratios[0]);
    } else {
      kernel.scaleColumns(
          buffer,
          width,
          1 << logHeight,
          repeated(factors, tiles.columnsPerTile(), width),
          repeated(ratios, tiles.columnsPerTile(), width));
    }
  }

  private static int[] repeated(int[] numbers, int times, int length) {
    int[] repeated = new int[length];
    for (int i = 0; i < numbers.length; i++) {
      Arrays.fill(repeated, i * times, (i + 1) * times, numbers[i]);
    }
    return repeated;
  }

  /** All layers from values to coefficients. */
  private void split(int[] buffer, int width, int logHeight) {
    int height = 1 << logHeight;
    int distance = height >> 1;
    for (; distance > 1; distance >>= 2) {
      kernel.splitTwoLayers(buffer, width, height, distance, tables.inverse());
    }
    if (distance == 1) {
      kernel.splitLayer(buffer, width, height, distance, tables.inverse());
    }
  }

  /** The layers from coefficients to values, but for the first, in which both rows are the same. */
  private void join(int[] buffer, int width, int logFirst, int logHeight, Twiddles twiddles) {
    int height = 1 << logHeight;
    int distance = 1 << logFirst;
    for (; distance < height >> 1; distance <<= 2) {
      kernel.joinTwoLayers(buffer, width, height, distance, twiddles);
    }
    if (distance < height) {
      kernel.joinLayer(buffer, width, height, distance, twiddles);
    }
  }

  /**
   * Brings each row to where it is in the larger block, and to all rows up to the next one. Those
   * would be 0, and the first layers would only add and subtract them.
   */
  private void spread(int[] buffer, int width) {
    for (int row = (1 << logExtendedRows()) - 1; row > 0; row--) {
      System.arraycopy(buffer, (row >> logBlowUp) * width, buffer, row * width, width);
    }
  }
}
