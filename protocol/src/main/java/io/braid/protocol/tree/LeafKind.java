package io.braid.protocol.tree;

/** What an update did at a key. */
public enum LeafKind {
  /** The key has a leaf, whose value is another now. */
  UPDATED,
  /** The key had none and has one now. */
  INSERTED,
  /** The key has a leaf, whose value is the same; its next key may be another. */
  READ,
  /** The key has no leaf, before and after. */
  ABSENT,
  /**
   * No key of the update, but the highest leaf below one that is inserted or absent; its value is
   * the same, and its next key is another if one was inserted behind it.
   */
  NEIGHBOUR
}
