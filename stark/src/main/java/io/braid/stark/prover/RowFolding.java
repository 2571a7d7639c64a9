package io.braid.stark.prover;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/**
 * Folds rows of values at points that have the same power, a block of rows at a time. For one
 * thread.
 *
 * <p>Value j of row i is that at the point of index i + j m, with m rows; 1 / x of it is that of
 * the first point of the row, times a root of unity to the power of -j.
 */
final class RowFolding {

  /** Rows of a block. */
  static final int BLOCK = 128;

  private static final int DEGREE = Extension.DEGREE;
  private static final int SIZE = DEGREE * BLOCK;
  private static final int HALF = KoalaBear.inverse(KoalaBear.of(2));

  private final BlockKernel kernel = BlockKernel.fastest();
  private final int logPoints;
  private final int[] challenges;
  private final int halvings;

  /** The powers of the inverse of the root that leads from point to point. */
  private final int[] powers = new int[BLOCK];

  /** For each halving the inverse of the root of unity that leads from value to value. */
  private final int[] roots;

  /** The values, each a block of the extension, then those that are named below. */
  private final int[] blocks;

  private final int inverses;
  private final int factors;
  private final int odd;
  private final int challenge;

  /**
   * A folding of one row to one value.
   *
   * @param logPoints the power of two that the points are, of all rows together
   * @param challenges one for each halving, elements of the extension one behind the other
   */
  RowFolding(int logPoints, int[] challenges) {
    this.logPoints = logPoints;
    this.challenges = challenges;
    this.halvings = challenges.length / DEGREE;
    this.roots = new int[halvings];
    for (int i = 0; i < halvings; i++) {
      roots[i] = KoalaBear.inverse(KoalaBear.rootOfUnity(halvings - i));
    }
    int root = KoalaBear.inverse(KoalaBear.rootOfUnity(logPoints));
    int power = KoalaBear.ONE;
    for (int i = 0; i < BLOCK; i++) {
      powers[i] = power;
      power = KoalaBear.multiply(power, root);
    }
    this.inverses = SIZE << halvings;
    this.factors = inverses + BLOCK;
    this.odd = factors + BLOCK;
    this.challenge = odd + SIZE;
    this.blocks = new int[challenge + SIZE];
  }

  /** Folds some rows, of which there are no more than a block, to as many values. */
  void fold(Matrix rows, int first, int count, Matrix folded) {
    load(rows, first, count);
    System.arraycopy(powers, 0, blocks, inverses, count);
    int inverse = KoalaBear.inverse(Domain.point(logPoints, first));
    kernel.multiplyElement(blocks, inverses, inverse, inverses, count);
    for (int i = 0; i < halvings; i++) {
      halve(i, count);
    }
    int[] out = folded.elements();
    for (int row = 0; row < count; row++) {
      for (int k = 0; k < DEGREE; k++) {
        out[(first + row) * DEGREE + k] = blocks[k * BLOCK + row];
      }
    }
  }

  private void load(Matrix rows, int first, int count) {
    int width = rows.width();
    for (int row = 0; row < count; row++) {
      int at = (first + row) * width;
      for (int i = 0; i < width; i++) {
        blocks[i * BLOCK + row] = rows.elements()[at + i];
      }
    }
  }

  /** (f(x) + f(-x)) / 2 + challenge (f(x) - f(-x)) / (2 x), over f(x). */
  private void halve(int halving, int count) {
    for (int k = 0; k < DEGREE; k++) {
      int at = challenge + k * BLOCK;
      Arrays.fill(blocks, at, at + count, challenges[halving * DEGREE + k]);
    }
    kernel.multiplyElement(blocks, inverses, HALF, factors, count);
    int half = 1 << (halvings - halving - 1);
    for (int j = 0; j < half; j++) {
      int value = j * SIZE;
      int opposite = (j + half) * SIZE;
      for (int k = 0; k < SIZE; k += BLOCK) {
        kernel.subtract(blocks, value + k, opposite + k, odd + k, count);
        kernel.multiply(blocks, odd + k, factors, odd + k, count);
        kernel.add(blocks, value + k, opposite + k, value + k, count);
        kernel.multiplyElement(blocks, value + k, HALF, value + k, count);
      }
      kernel.multiplyExtension(blocks, odd, challenge, odd, BLOCK, count);
      for (int k = 0; k < SIZE; k += BLOCK) {
        kernel.add(blocks, value + k, odd + k, value + k, count);
      }
      kernel.multiplyElement(blocks, factors, roots[halving], factors, count);
    }
    kernel.multiply(blocks, inverses, inverses, inverses, count);
  }
}
