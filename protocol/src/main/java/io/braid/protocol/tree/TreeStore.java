package io.braid.protocol.tree;

/**
 * Where a tree is kept: leaves by index and by key, nodes by level and index, and what takes
 * updates back. It stores what it is given and decides nothing. One thread writes; others may read
 * meanwhile only where the tree sees to it that nothing is written.
 */
public interface TreeStore {

  /** The tree that was written last, or null if there is none yet. */
  TreeHead head();

  /**
   * Finds for each key the leaf with the highest key that is not above it; there always is one,
   * since leaf 0 has the key 0.
   *
   * @param keys one behind the other, in any order; ascending ones are found faster
   * @param indexes takes the indexes of the leaves
   * @param leaves takes the leaves, {@link Leaf#LONGS} longs each
   */
  void readFloors(long[] keys, int count, long[] indexes, long[] leaves);

  /** Reads leaves by index; all indexes are below the count of leaves. */
  void readLeaves(long[] indexes, int count, long[] leaves);

  /**
   * Reads both children of nodes.
   *
   * @param level that of the children, from 0 to 39
   * @param parents indexes of the nodes one level above, ascending; the left child of each has a
   *     leaf below it. What stands for a right child without one has no meaning
   * @param digests takes 16 elements a node
   */
  void readPairs(int level, long[] parents, int count, int[] digests);

  /** Writes a change as a whole or not at all. */
  void write(TreeChange change);

  /** What takes an update back that is not settled. */
  TreeUndo undo(long batch);
}
