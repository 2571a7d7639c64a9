package io.braid.protocol.tree;

import java.util.List;

/**
 * What a store writes at once.
 *
 * <p>Arrays are read only.
 */
public final class TreeChange {

  private static final long[] NONE = {};

  private final TreeHead head;
  private final long[] indexes;
  private final long[] leaves;
  private final long[] removedKeys;
  private final List<NodeRows> levels;
  private final TreeUndo undo;

  private TreeChange(
      TreeHead head,
      long[] indexes,
      long[] leaves,
      long[] removedKeys,
      List<NodeRows> levels,
      TreeUndo undo) {
    this.head = head;
    this.indexes = indexes;
    this.leaves = leaves;
    this.removedKeys = removedKeys;
    this.levels = levels;
    this.undo = undo;
  }

  static TreeChange update(
      TreeHead head, long[] indexes, long[] leaves, List<NodeRows> levels, TreeUndo undo) {
    return new TreeChange(head, indexes, leaves, NONE, levels, undo);
  }

  static TreeChange revert(
      TreeHead head, long[] indexes, long[] leaves, long[] removedKeys, List<NodeRows> levels) {
    return new TreeChange(head, indexes, leaves, removedKeys, levels, null);
  }

  /** A piece of a tree that is read in; the last one has a head. */
  static TreeChange piece(TreeHead head, long[] indexes, long[] leaves, List<NodeRows> levels) {
    return new TreeChange(head, indexes, leaves, NONE, levels, null);
  }

  static TreeChange headAlone(TreeHead head) {
    return new TreeChange(head, NONE, NONE, NONE, List.of(), null);
  }

  /**
   * The head from now on, or null while a tree is read in: then there is no tree yet. What takes
   * back updates up to {@link TreeHead#settled} or behind {@link TreeHead#batch} is dropped.
   */
  public TreeHead head() {
    return head;
  }

  /** Indexes of the leaves that are new or other than before, ascending. */
  public long[] indexes() {
    return indexes;
  }

  /** These leaves, {@link Leaf#LONGS} longs each. */
  public long[] leaves() {
    return leaves;
  }

  /** Keys of the leaves from the new count on, by index: they are removed. */
  public long[] removedKeys() {
    return removedKeys;
  }

  /** Nodes from level 0 on; those that did not change need not be written, nor any root. */
  public List<NodeRows> levels() {
    return levels;
  }

  /** What takes back the update that makes the head, or null. */
  public TreeUndo undo() {
    return undo;
  }
}
