package io.braid.stark.chip;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/**
 * Runs permutations, some at a time, and writes rows of {@link Poseidon2Chip}. For one thread.
 *
 * <p>Each column is a block, one element for each row at hand; behind the columns stand blocks to
 * work in.
 */
final class Poseidon2Rows {

  /** Rows at a time: all blocks together stay in the cache. */
  static final int BLOCK = 128;

  private static final int ELEMENTS = Poseidon2Chip.ELEMENTS;
  private static final int STATE = Poseidon2Chip.COLUMNS;
  private static final int SUMS = STATE + ELEMENTS;
  private static final int SPARE = SUMS + 4;
  private static final int BLOCKS = SPARE + 2;

  private final BlockKernel kernel = BlockKernel.fastest();
  private final int[] externalInitial = Poseidon2.WIDTH_16.externalInitial();
  private final int[] internal = Poseidon2.WIDTH_16.internal();
  private final int[] externalFinal = Poseidon2.WIDTH_16.externalFinal();
  private final int[] diagonal = Poseidon2.WIDTH_16.diagonal();
  private final int[] blocks = new int[BLOCKS * BLOCK];
  private int count;

  /**
   * Writes the rows from one to before another.
   *
   * @param inputs 16 elements for each row, as far as there are some; then zeros
   */
  void write(Matrix trace, int from, int to, int[] inputs) {
    for (int row = from; row < to; row += BLOCK) {
      count = Math.min(BLOCK, to - row);
      load(inputs, row);
      permute();
      for (int i = 0; i < count; i++) {
        int at = (row + i) * trace.width();
        for (int column = 0; column < Poseidon2Chip.COLUMNS; column++) {
          trace.elements()[at + column] = blocks[column * BLOCK + i];
        }
      }
    }
  }

  private void load(int[] inputs, int row) {
    int given = Math.clamp(inputs.length / ELEMENTS - row, 0, count);
    for (int element = 0; element < ELEMENTS; element++) {
      int at = (Poseidon2Chip.INPUTS + element) * BLOCK;
      for (int i = 0; i < given; i++) {
        blocks[at + i] = inputs[(row + i) * ELEMENTS + element];
      }
      Arrays.fill(blocks, at + given, at + count, 0);
    }
  }

  private void permute() {
    multiplyExternal(Poseidon2Chip.INPUTS, STATE);
    externalRounds(externalInitial, Poseidon2Chip.EXTERNAL_INITIAL);
    for (int round = 0; round < internal.length; round++) {
      int column = Poseidon2Chip.INTERNAL + round;
      cube(STATE, internal[round], column);
      System.arraycopy(blocks, column * BLOCK, blocks, STATE * BLOCK, count);
      multiplyInternal();
    }
    externalRounds(externalFinal, Poseidon2Chip.EXTERNAL_FINAL);
  }

  /** Runs rounds on the state, and writes all that is behind each to columns. */
  private void externalRounds(int[] constants, int column) {
    for (int round = 0; round < constants.length; round += ELEMENTS) {
      for (int i = 0; i < ELEMENTS; i++) {
        cube(STATE + i, constants[round + i], STATE + i);
      }
      multiplyExternal(STATE, column + round);
      int at = (column + round) * BLOCK;
      System.arraycopy(blocks, at, blocks, STATE * BLOCK, ELEMENTS * BLOCK);
    }
  }

  /** (a + constant)^3. */
  private void cube(int a, int constant, int out) {
    kernel.addElement(blocks, a * BLOCK, constant, SPARE * BLOCK, count);
    multiply(SPARE, SPARE, SPARE + 1);
    multiply(SPARE, SPARE + 1, out);
  }

  private void add(int a, int b, int out) {
    kernel.add(blocks, a * BLOCK, b * BLOCK, out * BLOCK, count);
  }

  private void multiply(int a, int b, int out) {
    kernel.multiply(blocks, a * BLOCK, b * BLOCK, out * BLOCK, count);
  }

  /** Multiplies the state by J + diag(V). */
  private void multiplyInternal() {
    add(STATE, STATE + 1, SUMS);
    for (int i = 2; i < ELEMENTS; i++) {
      add(SUMS, STATE + i, SUMS);
    }
    for (int i = 0; i < ELEMENTS; i++) {
      int at = (STATE + i) * BLOCK;
      kernel.multiplyElement(blocks, at, diagonal[i], at, count);
      add(STATE + i, SUMS, STATE + i);
    }
  }

  /** Multiplies by circ(2 M4, M4, M4, M4), M4 = circ(2, 3, 1, 1), to other blocks. */
  private void multiplyExternal(int from, int to) {
    for (int i = 0; i < ELEMENTS; i += 4) {
      add(from + i, from + i + 1, SPARE);
      add(from + i + 2, from + i + 3, SPARE + 1);
      add(SPARE, SPARE + 1, SPARE);
      for (int k = 0; k < 4; k++) {
        int out = to + i + k;
        int following = from + i + (k + 1) % 4;
        // The sum of the four, once more its own and twice the next.
        add(SPARE, from + i + k, out);
        add(following, following, SPARE + 1);
        add(out, SPARE + 1, out);
        if (i == 0) {
          System.arraycopy(blocks, out * BLOCK, blocks, (SUMS + k) * BLOCK, count);
        } else {
          add(SUMS + k, out, SUMS + k);
        }
      }
    }
    for (int i = 0; i < ELEMENTS; i++) {
      add(to + i, SUMS + i % 4, to + i);
    }
  }
}
