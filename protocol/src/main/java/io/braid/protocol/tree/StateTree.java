package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import java.util.Arrays;
import java.util.List;

/**
 * The state tree: an indexed Merkle tree of {@value Limits#TREE_LEVELS} levels over cells.
 *
 * <p>One thread updates, reverts and settles; snapshots may be taken and read by any. An update is
 * hashed first and then written at once; only the writing keeps readers waiting.
 */
public final class StateTree {

  private final TreeStore store;
  private final Compression compression;
  private final EmptyDigests empty;

  /** Held while the store is written and while a snapshot reads it. */
  private final Object lock = new Object();

  private Version newest;

  /** The tree in a store; a store without one gets a fresh tree. */
  public StateTree(TreeStore store, Compression compression) {
    this.store = store;
    this.compression = compression;
    empty = new EmptyDigests(compression);
    if (store.head() == null) {
      TreeBuilder.writeFresh(store, compression, empty);
    }
    newest = new Version(store.head());
  }

  /** What the tree is now. */
  public TreeHead head() {
    synchronized (lock) {
      return newest.head;
    }
  }

  /** The tree as it is now, to be read while others come. */
  public TreeSnapshot snapshot() {
    synchronized (lock) {
      return new TreeSnapshot(store, empty, lock, newest);
    }
  }

  /**
   * Updates the tree.
   *
   * @return all that was done
   * @throws IllegalStateException if the tree would have more than {@link Limits#TREE_LEAVES_MAX}
   *     leaves, or more than {@link Limits#TREE_UPDATES_UNSETTLED_MAX} updates that are not settled
   */
  public Transition update(TreeBatch batch) {
    TreeHead before = newest.head;
    if (before.batch() - before.settled() == Limits.TREE_UPDATES_UNSETTLED_MAX) {
      throw new IllegalStateException(
          "%d updates of the tree are not settled".formatted(Limits.TREE_UPDATES_UNSETTLED_MAX));
    }
    UpdatePlan plan = UpdatePlan.of(batch, before, store);
    int[] order = plan.rowsByIndex();
    ChangedLeaves leaves = ChangedLeaves.of(plan.rows(), order, compression);
    List<NodeRows> levels = new LevelWalk(store, compression, empty, before).run(leaves);
    setDigests(plan.rows(), order, levels);
    TreeHead after =
        new TreeHead(
            before.batch() + 1, before.settled(), plan.leafCount(), rootOf(levels, before));
    TreeUndo undo = plan.undo(order);
    TreeChange change =
        TreeChange.update(after, leaves.changedIndexes, leaves.changedLeaves, levels, undo);
    write(change, overwritten(undo, plan.rows(), order, levels));
    return new Transition(before, after, plan.rows(), levels);
  }

  private static Digest rootOf(List<NodeRows> levels, TreeHead before) {
    return levels.isEmpty() ? before.root() : Digest.of(levels.getLast().newDigests(), 0);
  }

  private static void setDigests(LeafRows rows, int[] order, List<NodeRows> levels) {
    int[] digests = new int[rows.count() * Digest.PAIR];
    for (int i = 0; i < order.length; i++) {
      int at = order[i] * Digest.PAIR;
      int own = i * Digest.ELEMENTS;
      NodeRows nodes = levels.getFirst();
      System.arraycopy(nodes.oldDigests(), own, digests, at, Digest.ELEMENTS);
      System.arraycopy(nodes.newDigests(), own, digests, at + Digest.ELEMENTS, Digest.ELEMENTS);
    }
    rows.setDigests(digests);
  }

  private static Overwritten overwritten(
      TreeUndo undo, LeafRows rows, int[] order, List<NodeRows> levels) {
    long[] leaves = new long[undo.indexes().length * Leaf.LONGS];
    int next = 0;
    for (int row : order) {
      if (next < undo.indexes().length && rows.index(row) == undo.indexes()[next]) {
        rows.copyOld(row, leaves, next * Leaf.LONGS);
        next++;
      }
    }
    return new Overwritten(undo.before(), undo.indexes(), leaves, levels);
  }

  /**
   * Takes back the newest updates.
   *
   * @param batch how many updates remain
   * @throws IllegalArgumentException if that is more than there are, or some of those to be taken
   *     back are settled
   */
  public void revert(long batch) {
    TreeHead head = newest.head;
    if (batch > head.batch() || batch < head.settled()) {
      throw new IllegalArgumentException(
          "a tree of %d updates, %d of them settled, cannot be reverted to %d"
              .formatted(head.batch(), head.settled(), batch));
    }
    while (newest.head.batch() > batch) {
      revertLast(newest.head);
    }
  }

  private void revertLast(TreeHead before) {
    TreeUndo undo = store.undo(before.batch());
    int stay = undo.indexes().length;
    long leafCount = undo.before().leafCount();
    int gone = Math.toIntExact(before.leafCount() - leafCount);
    long[] indexes = Arrays.copyOf(undo.indexes(), stay + gone);
    for (int i = 0; i < gone; i++) {
      indexes[stay + i] = leafCount + i;
    }
    long[] leaves = new long[indexes.length * Leaf.LONGS];
    store.readLeaves(indexes, indexes.length, leaves);
    long[] restored = Arrays.copyOf(leaves, stay * Leaf.LONGS);
    for (int i = 0; i < stay; i++) {
      System.arraycopy(
          undo.rows(), i * TreeUndo.ROW, restored, i * Leaf.LONGS + Leaf.NEXT, TreeUndo.ROW);
    }
    long[] removedKeys = new long[gone * Word256.LONGS];
    for (int i = 0; i < gone; i++) {
      Word256.copy(leaves, (stay + i) * Leaf.LONGS, removedKeys, i * Word256.LONGS);
    }
    ChangedLeaves changed = ChangedLeaves.restored(indexes, restored, stay, compression);
    List<NodeRows> levels = new LevelWalk(store, compression, empty, before).run(changed);
    TreeHead after =
        new TreeHead(before.batch() - 1, before.settled(), leafCount, rootOf(levels, before));
    if (!after.root().equals(undo.before().root())) {
      throw new IllegalStateException(
          "the tree after update %d has the root %s when it is reverted to, and had %s: the store"
                  .formatted(after.batch(), after.root(), undo.before().root())
              + " is damaged");
    }
    write(
        TreeChange.revert(after, changed.changedIndexes, restored, removedKeys, levels),
        new Overwritten(before, indexes, leaves, levels));
  }

  /**
   * Makes updates final: they can no longer be taken back.
   *
   * @param batch how many are settled from now on
   * @throws IllegalArgumentException if that is more than there are, or fewer than are settled
   */
  public void settle(long batch) {
    TreeHead head = newest.head;
    if (batch > head.batch() || batch < head.settled()) {
      throw new IllegalArgumentException(
          "of a tree of %d updates, %d of them settled, %d cannot be settled"
              .formatted(head.batch(), head.settled(), batch));
    }
    TreeHead after = new TreeHead(head.batch(), batch, head.leafCount(), head.root());
    write(TreeChange.headAlone(after), new Overwritten(head, new long[0], new long[0], List.of()));
  }

  private void write(TreeChange change, Overwritten overwritten) {
    synchronized (lock) {
      store.write(change);
      Version version = new Version(change.head());
      newest.overwritten = overwritten;
      newest.next = version;
      newest = version;
    }
  }
}
