package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import java.util.Arrays;

/** Finds what an update does to each leaf, before anything is hashed. */
final class UpdatePlan {

  private static final int NO_ROW = -1;

  private final TreeBatch batch;
  private final TreeHead before;
  private final LeafRows rows;
  private final long[] floorIndexes;
  private final long[] floors;

  /** The row of the highest leaf so far that was there before; below it a group of new ones. */
  private int opened = NO_ROW;

  /** The highest row so far that has a leaf after the update. */
  private int last = NO_ROW;

  private long leafCount;

  private UpdatePlan(TreeBatch batch, TreeHead before, TreeStore store) {
    this.batch = batch;
    this.before = before;
    leafCount = before.leafCount();
    int count = batch.count();
    rows = new LeafRows(count + count / 4 + 1);
    floorIndexes = new long[count];
    floors = new long[count * Leaf.LONGS];
    store.readFloors(batch.keys(), count, floorIndexes, floors);
  }

  /**
   * Plans an update of a tree.
   *
   * @throws IllegalStateException if the tree would have more than {@link Limits#TREE_LEAVES_MAX}
   *     leaves
   */
  static UpdatePlan of(TreeBatch batch, TreeHead before, TreeStore store) {
    UpdatePlan plan = new UpdatePlan(batch, before, store);
    for (int i = 0; i < batch.count(); i++) {
      plan.add(i);
    }
    return plan;
  }

  private void add(int i) {
    long[] keys = batch.keys();
    int keyAt = i * Word256.LONGS;
    int floorAt = i * Leaf.LONGS;
    boolean isThere = Word256.isEqual(keys, keyAt, floors, floorAt);
    int valueAt = keyAt;
    if (isThere) {
      boolean isUpdated =
          batch.isWritten(i)
              && !Word256.isEqual(batch.values(), valueAt, floors, floorAt + Leaf.VALUE);
      open(isUpdated ? LeafKind.UPDATED : LeafKind.READ, i);
      if (isUpdated) {
        rows.setNewValue(opened, batch.values(), valueAt);
      }
      return;
    }
    if (opened == NO_ROW || rows.index(opened) != floorIndexes[i]) {
      open(LeafKind.NEIGHBOUR, i);
    }
    if (batch.isWritten(i) && !Word256.isZero(batch.values(), valueAt)) {
      insert(keyAt);
    } else {
      rows.addKey(LeafKind.ABSENT, -1, keys, keyAt);
    }
  }

  private void open(LeafKind kind, int i) {
    opened = rows.count();
    last = opened;
    rows.addExisting(kind, floorIndexes[i], floors, i * Leaf.LONGS);
  }

  /** Puts a new leaf between the last one and the one that followed the leaf that was there. */
  private void insert(int keyAt) {
    if (leafCount == Limits.TREE_LEAVES_MAX) {
      throw new IllegalStateException("the tree has at most " + Limits.TREE_LEAVES_MAX + " leaves");
    }
    int row = rows.count();
    rows.addKey(LeafKind.INSERTED, leafCount, batch.keys(), keyAt);
    rows.setNewValue(row, batch.values(), keyAt);
    rows.setNextToKey(last, row);
    rows.setNextToOldNext(row, opened);
    last = row;
    leafCount++;
  }

  LeafRows rows() {
    return rows;
  }

  /** The count of leaves after the update. */
  long leafCount() {
    return leafCount;
  }

  /** Rows with a leaf, by ascending index of it. */
  int[] rowsByIndex() {
    // An index has 40 bits and a row 21, so both fit into what is sorted.
    int rowBits = Long.SIZE - 1 - Limits.TREE_LEVELS;
    long[] packed = new long[rows.count()];
    int count = 0;
    for (int row = 0; row < rows.count(); row++) {
      if (rows.kind(row) != LeafKind.ABSENT) {
        packed[count++] = rows.index(row) << rowBits | row;
      }
    }
    Arrays.sort(packed, 0, count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) (packed[i] & ((1L << rowBits) - 1));
    }
    return order;
  }

  /** What takes the update back. */
  TreeUndo undo(int[] order) {
    long[] indexes = new long[order.length];
    long[] old = new long[order.length * TreeUndo.ROW];
    long[] leaf = new long[Leaf.LONGS];
    int count = 0;
    for (int row : order) {
      if (rows.index(row) < before.leafCount() && rows.isChanged(row)) {
        indexes[count] = rows.index(row);
        rows.copyOld(row, leaf, 0);
        System.arraycopy(leaf, Leaf.NEXT, old, count * TreeUndo.ROW, TreeUndo.ROW);
        count++;
      }
    }
    return new TreeUndo(
        before, Arrays.copyOf(indexes, count), Arrays.copyOf(old, count * TreeUndo.ROW));
  }
}
