package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree as it was when this was taken. It is read from the store and from what changes overwrote
 * since, which stays in memory for as long as someone holds this.
 */
public final class TreeSnapshot {

  private final TreeStore store;
  private final EmptyDigests empty;
  private final Object lock;
  private final Version version;

  TreeSnapshot(TreeStore store, EmptyDigests empty, Object lock, Version version) {
    this.store = store;
    this.empty = empty;
    this.lock = lock;
    this.version = version;
  }

  /** What the tree was. */
  public TreeHead head() {
    return version.head;
  }

  /** The value of a cell: that of its leaf, or 0. */
  public Word value(Word key) {
    long[] leaf = new long[Leaf.LONGS];
    synchronized (lock) {
      readFloor(key, leaf);
    }
    return Word.of(leaf, 0).equals(key) ? Word.of(leaf, Leaf.VALUE) : Word.ZERO;
  }

  /**
   * Proves the value of a cell: by its leaf, or by the one whose key and next key enclose its key.
   *
   * @throws IllegalArgumentException if no cell has this key
   */
  public TreeProof prove(Word key) {
    if (!Leaf.isCellKey(key.toLongs(), 0)) {
      throw new IllegalArgumentException("no cell has the key " + key);
    }
    long[] leaf = new long[Leaf.LONGS];
    List<Digest> siblings = new ArrayList<>(Limits.TREE_LEVELS);
    synchronized (lock) {
      long index = readFloor(key, leaf);
      for (int level = 0; level < Limits.TREE_LEVELS; level++) {
        siblings.add(node(level, (index >>> level) ^ 1));
      }
      return new TreeProof(Leaf.of(leaf, 0), index, siblings);
    }
  }

  /** The whole tree in pieces of bytes. */
  public TreeExport export() {
    return new TreeExport(this);
  }

  private long readFloor(Word key, long[] leaf) {
    long[] longs = key.toLongs();
    long[] index = new long[1];
    store.readFloors(longs, 1, index, leaf);
    long floor = index[0];
    for (Overwritten overwritten : overwritten().reversed()) {
      floor = overwritten.floorBefore(longs, floor, leaf);
    }
    return floor;
  }

  /** What was overwritten since, oldest first. */
  private List<Overwritten> overwritten() {
    List<Overwritten> all = new ArrayList<>();
    for (Version at = version; at.next != null; at = at.next) {
      all.add(at.overwritten);
    }
    return all;
  }

  private Digest node(int level, long index) {
    if (index > head().lastNode(level)) {
      return empty.of(level);
    }
    int[] pair = new int[Digest.PAIR];
    for (Overwritten overwritten : overwritten()) {
      if (overwritten.copyNode(level, index, pair, 0)) {
        return Digest.of(pair, 0);
      }
    }
    store.readPairs(level, new long[] {index >>> 1}, 1, pair);
    return Digest.of(pair, (int) (index & 1) * Digest.ELEMENTS);
  }

  /** Reads leaves one behind the other: what was overwritten since, and the rest at once. */
  void readLeaves(long from, int count, long[] leaves) {
    long[] indexes = new long[count];
    int[] places = new int[count];
    synchronized (lock) {
      List<Overwritten> all = overwritten();
      int unchanged = 0;
      for (int i = 0; i < count; i++) {
        if (!copyLeaf(from + i, all, leaves, i * Leaf.LONGS)) {
          indexes[unchanged] = from + i;
          places[unchanged++] = i;
        }
      }
      long[] stored = new long[unchanged * Leaf.LONGS];
      store.readLeaves(indexes, unchanged, stored);
      for (int i = 0; i < unchanged; i++) {
        System.arraycopy(stored, i * Leaf.LONGS, leaves, places[i] * Leaf.LONGS, Leaf.LONGS);
      }
    }
  }

  private static boolean copyLeaf(long index, List<Overwritten> all, long[] leaves, int at) {
    for (Overwritten overwritten : all) {
      if (overwritten.copyLeaf(index, leaves, at)) {
        return true;
      }
    }
    return false;
  }
}
