package io.braid.protocol.tree;

import java.util.Arrays;

/** Leaves that are touched, by ascending index, as they are hashed and then written. */
final class ChangedLeaves {

  final int count;
  final long[] indexes;

  /** Which of them are other leaves than before. */
  final boolean[] isChanged;

  /** Of each the digest, if it is another than before. */
  final int[] digests;

  /** Those that are other leaves than before. */
  final long[] changedIndexes;

  final long[] changedLeaves;

  private ChangedLeaves(
      long[] indexes,
      boolean[] isChanged,
      int[] digests,
      long[] changedIndexes,
      long[] changedLeaves) {
    this.count = indexes.length;
    this.indexes = indexes;
    this.isChanged = isChanged;
    this.digests = digests;
    this.changedIndexes = changedIndexes;
    this.changedLeaves = changedLeaves;
  }

  /** Those of an update; {@code order} gives the rows by index. */
  static ChangedLeaves of(LeafRows rows, int[] order, Compression compression) {
    long[] indexes = new long[order.length];
    boolean[] isChanged = new boolean[order.length];
    long[] changedIndexes = new long[order.length];
    long[] leaves = new long[order.length * Leaf.LONGS];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      indexes[i] = rows.index(order[i]);
      isChanged[i] = rows.isChanged(order[i]);
      if (isChanged[i]) {
        changedIndexes[count] = indexes[i];
        rows.copyNew(order[i], leaves, count * Leaf.LONGS);
        count++;
      }
    }
    int[] changed = LeafDigests.of(compression, leaves, count);
    int[] digests = new int[order.length * Digest.ELEMENTS];
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      if (isChanged[i]) {
        System.arraycopy(
            changed, Digest.ELEMENTS * next++, digests, Digest.ELEMENTS * i, Digest.ELEMENTS);
      }
    }
    return new ChangedLeaves(
        indexes,
        isChanged,
        digests,
        Arrays.copyOf(changedIndexes, count),
        Arrays.copyOf(leaves, count * Leaf.LONGS));
  }

  /**
   * Leaves that are to be as before an update, and behind them those that are to be gone.
   *
   * @param indexes of both, ascending
   * @param leaves as they are to be; those that stay come first
   */
  static ChangedLeaves restored(long[] indexes, long[] leaves, int stay, Compression compression) {
    boolean[] isChanged = new boolean[indexes.length];
    Arrays.fill(isChanged, true);
    // What is gone has the digest of no leaf, which is zeros.
    int[] digests =
        Arrays.copyOf(LeafDigests.of(compression, leaves, stay), indexes.length * Digest.ELEMENTS);
    return new ChangedLeaves(
        indexes,
        isChanged,
        digests,
        Arrays.copyOf(indexes, stay),
        Arrays.copyOf(leaves, stay * Leaf.LONGS));
  }
}
