package io.braid.protocol.tree;

import io.braid.protocol.math.Word256;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a change of the tree overwrote or removed: leaves and digests of nodes as they were. */
final class Overwritten {

  private final TreeHead before;
  private final long[] indexes;
  private final long[] leaves;
  private final List<NodeRows> levels;

  /** Rows by key; made when first asked for, which is rarely. */
  private int[] byKey;

  /**
   * Keeps what was overwritten.
   *
   * @param indexes of leaves that were there before and are not the same now, ascending
   * @param leaves as they were
   */
  Overwritten(TreeHead before, long[] indexes, long[] leaves, List<NodeRows> levels) {
    this.before = before;
    this.indexes = indexes;
    this.leaves = leaves;
    this.levels = levels.stream().map(NodeRows::withoutChildren).toList();
  }

  /** Copies the digest that a node had, if it was touched. */
  boolean copyNode(int level, long index, int[] out, int at) {
    if (levels.isEmpty()) {
      return false;
    }
    NodeRows rows = levels.get(level);
    int row = rows.find(index);
    if (row < 0) {
      return false;
    }
    System.arraycopy(rows.oldDigests(), row * Digest.ELEMENTS, out, at, Digest.ELEMENTS);
    return true;
  }

  /** Copies a leaf as it was, if it was overwritten. */
  boolean copyLeaf(long index, long[] out, int at) {
    int row = Arrays.binarySearch(indexes, index);
    if (row < 0) {
      return false;
    }
    System.arraycopy(leaves, row * Leaf.LONGS, out, at, Leaf.LONGS);
    return true;
  }

  /**
   * The highest leaf not above a key before the change, from the one after it. Before, there were
   * the leaves of after but for those that were inserted, and those that are kept here.
   *
   * @param leaf the leaf after the change; replaced by that before it
   * @return the index of it
   */
  long floorBefore(long[] key, long index, long[] leaf) {
    boolean wasInserted = index >= before.leafCount();
    int row = floorRow(key);
    if (row < 0 || (!wasInserted && Word256.isLess(leaves, row * Leaf.LONGS, leaf, 0))) {
      return index;
    }
    System.arraycopy(leaves, row * Leaf.LONGS, leaf, 0, Leaf.LONGS);
    return indexes[row];
  }

  /** The row with the highest key that is not above one, or -1. */
  private int floorRow(long[] key) {
    if (byKey == null) {
      Comparator<Integer> order =
          (a, b) -> Word256.compare(leaves, a * Leaf.LONGS, leaves, b * Leaf.LONGS);
      byKey =
          IntStream.range(0, indexes.length)
              .boxed()
              .sorted(order)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    int low = 0;
    int high = byKey.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Word256.compare(leaves, byKey[middle] * Leaf.LONGS, key, 0) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? -1 : byKey[low - 1];
  }
}
