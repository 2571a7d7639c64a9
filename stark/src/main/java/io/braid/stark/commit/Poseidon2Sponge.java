package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2Kernel;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/**
 * A sponge over Poseidon2 of width 24 in all lanes of a kernel. The first 16 elements are
 * overwritten by the next ones of the input, and the state is permuted; behind them the capacity
 * begins with the number of elements to come, and zeros. A last short chunk leaves the rest of the
 * rate as it is. The digest is the first 8 elements.
 */
final class Poseidon2Sponge {

  private static final int RATE = 16;

  private final Poseidon2Kernel permutation;
  private final int lanes;
  private final int[] states;
  private int filled;

  Poseidon2Sponge(Poseidon2Kernel permutation) {
    this.permutation = permutation;
    lanes = permutation.lanes();
    states = new int[permutation.width() * lanes];
  }

  /** Begins anew, for so many elements. */
  void begin(int count) {
    Arrays.fill(states, KoalaBear.ZERO);
    Arrays.fill(states, RATE * lanes, (RATE + 1) * lanes, KoalaBear.of(count));
    filled = 0;
  }

  /** Absorbs rows of a matrix, one in a lane; those before a row, and then the last one again. */
  void absorb(Matrix matrix, int first, int to) {
    int width = matrix.width();
    int column = 0;
    while (column < width) {
      int count = Math.min(RATE - filled, width - column);
      for (int lane = 0; lane < lanes; lane++) {
        int row = Math.min(first + lane, to - 1);
        int at = row * width + column;
        for (int i = 0; i < count; i++) {
          states[(filled + i) * lanes + lane] = matrix.elements()[at + i];
        }
      }
      column += count;
      advance(count);
    }
  }

  /** Absorbs elements where there is one lane. */
  void absorb(int[] elements) {
    int at = 0;
    while (at < elements.length) {
      int count = Math.min(RATE - filled, elements.length - at);
      System.arraycopy(elements, at, states, filled, count);
      at += count;
      advance(count);
    }
  }

  private void advance(int count) {
    filled += count;
    if (filled == RATE) {
      permutation.permute(states);
      filled = 0;
    }
  }

  /** The digests, element by element, when all is absorbed. */
  int[] digests() {
    if (filled > 0) {
      permutation.permute(states);
      filled = 0;
    }
    return states;
  }
}
