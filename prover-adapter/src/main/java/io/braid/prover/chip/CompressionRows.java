package io.braid.prover.chip;

import io.braid.stark.chip.Poseidon2Chip;
import java.util.Arrays;

/** What {@link Poseidon2Chip} compresses, gathered as other tables ask for it. */
public final class CompressionRows {

  private static final int ROWS_AT_FIRST = 64;
  private static final int ELEMENTS = Poseidon2Chip.ELEMENTS;

  private int[] pairs = new int[ROWS_AT_FIRST * ELEMENTS];
  private int[] counts = new int[ROWS_AT_FIRST];
  private int size;

  /** An empty gathering. */
  public CompressionRows() {}

  /** Asks so many times for what two digests are compressed to: 16 elements from an offset. */
  void add(int[] pair, int at, int times) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    System.arraycopy(pair, at, pairs, size * ELEMENTS, ELEMENTS);
    counts[size] = times;
    size++;
  }

  /** Rows so far. */
  public int size() {
    return size;
  }

  /** The pairs, 16 elements for each row. */
  public int[] pairs() {
    return Arrays.copyOf(pairs, size * ELEMENTS);
  }

  /** How often each is asked for. */
  public int[] counts() {
    return Arrays.copyOf(counts, size);
  }
}
