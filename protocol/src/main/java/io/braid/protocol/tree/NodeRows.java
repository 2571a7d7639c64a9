package io.braid.protocol.tree;

import java.util.Arrays;

/**
 * The nodes of one level that an update touched, by ascending index: those above a touched leaf.
 * Arrays are read only, and elements of digests are in Montgomery form.
 */
public final class NodeRows {

  private static final int[] NONE = {};

  private final int count;
  private final long[] indexes;
  private final int[] oldDigests;
  private final int[] newDigests;
  private final int[] oldPairs;
  private final int[] newPairs;

  NodeRows(
      int count,
      long[] indexes,
      int[] oldDigests,
      int[] newDigests,
      int[] oldPairs,
      int[] newPairs) {
    this.count = count;
    this.indexes = indexes;
    this.oldDigests = oldDigests;
    this.newDigests = newDigests;
    this.oldPairs = oldPairs;
    this.newPairs = newPairs;
  }

  /** Rows that know no children. */
  static NodeRows withoutChildren(int count, long[] indexes, int[] oldDigests, int[] newDigests) {
    return new NodeRows(count, indexes, oldDigests, newDigests, NONE, NONE);
  }

  /** The same rows, but for the children, which take most of the memory. */
  NodeRows withoutChildren() {
    return withoutChildren(count, indexes, oldDigests, newDigests);
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** The index of a row's node in its level. */
  public long index(int row) {
    return indexes[row];
  }

  /** Before the update, 8 elements a row. */
  public int[] oldDigests() {
    return oldDigests;
  }

  /** After the update, 8 elements a row. */
  public int[] newDigests() {
    return newDigests;
  }

  /**
   * Left and right child before the update, 16 elements a row, touched or not. At level 0 there is
   * none.
   */
  public int[] oldPairs() {
    return oldPairs;
  }

  /** As {@link #oldPairs}, after the update. */
  public int[] newPairs() {
    return newPairs;
  }

  /** Whether the node has another digest after the update. */
  public boolean isChanged(int row) {
    int from = row * Digest.ELEMENTS;
    int to = from + Digest.ELEMENTS;
    return !Arrays.equals(oldDigests, from, to, newDigests, from, to);
  }

  /** The row of a node, or a negative number. */
  int find(long index) {
    return Arrays.binarySearch(indexes, 0, count, index);
  }
}
