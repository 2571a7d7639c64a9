package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import java.util.ArrayList;
import java.util.List;

/** Hashes a tree anew above leaves that changed, level by level, each node once. */
final class LevelWalk {

  private final TreeStore store;
  private final Compression compression;
  private final EmptyDigests empty;
  private final TreeHead before;

  LevelWalk(TreeStore store, Compression compression, EmptyDigests empty, TreeHead before) {
    this.store = store;
    this.compression = compression;
    this.empty = empty;
    this.before = before;
  }

  /** The touched nodes of all levels; none if no leaf is touched. */
  List<NodeRows> run(ChangedLeaves leaves) {
    List<NodeRows> levels = new ArrayList<>();
    if (leaves.count == 0) {
      return levels;
    }
    Level level = new Level(0, leaves.count, leaves.indexes, leaves.isChanged, leaves.digests);
    while (level.number < Limits.TREE_LEVELS) {
      level = climb(level, levels);
    }
    int[] root = new int[Digest.ELEMENTS];
    before.root().copyTo(root, 0);
    levels.add(level.rows(root));
    return levels;
  }

  /** Adds the rows of a level, whose digests before are read with their siblings. */
  private Level climb(Level level, List<NodeRows> levels) {
    long[] parents = new long[level.count];
    int[] parentOf = new int[level.count];
    boolean[] isChanged = new boolean[level.count];
    int count = 0;
    for (int i = 0; i < level.count; i++) {
      long parent = level.indexes[i] >>> 1;
      if (count == 0 || parents[count - 1] != parent) {
        parents[count++] = parent;
      }
      parentOf[i] = count - 1;
      isChanged[count - 1] |= level.isChanged[i];
    }
    int[] oldPairs = readPairs(level.number, parents, count);
    int[] newPairs = oldPairs.clone();
    int[] oldDigests = new int[level.count * Digest.ELEMENTS];
    for (int i = 0; i < level.count; i++) {
      int at = parentOf[i] * Digest.PAIR + (int) (level.indexes[i] & 1) * Digest.ELEMENTS;
      int own = i * Digest.ELEMENTS;
      System.arraycopy(oldPairs, at, oldDigests, own, Digest.ELEMENTS);
      if (level.isChanged[i]) {
        System.arraycopy(level.digests, own, newPairs, at, Digest.ELEMENTS);
      }
    }
    levels.add(level.rows(oldDigests));
    Level above =
        new Level(
            level.number + 1, count, parents, isChanged, compress(newPairs, isChanged, count));
    above.oldPairs = oldPairs;
    above.newPairs = newPairs;
    return above;
  }

  /** Both children of nodes as they were, those without a leaf included. */
  private int[] readPairs(int level, long[] parents, int count) {
    int[] pairs = new int[count * Digest.PAIR];
    long lastNode = before.lastNode(level);
    int there = count;
    while (there > 0 && 2 * parents[there - 1] > lastNode) {
      there--;
      empty.copyTo(level, pairs, there * Digest.PAIR);
      empty.copyTo(level, pairs, there * Digest.PAIR + Digest.ELEMENTS);
    }
    store.readPairs(level, parents, there, pairs);
    if (there > 0 && 2 * parents[there - 1] == lastNode) {
      empty.copyTo(level, pairs, there * Digest.PAIR - Digest.ELEMENTS);
    }
    return pairs;
  }

  /** Digests of nodes with a child that changed; the others keep theirs, and zeros stand here. */
  private int[] compress(int[] pairs, boolean[] isChanged, int count) {
    int[] digests = new int[count * Digest.ELEMENTS];
    int[] rows = new int[count];
    int changed = 0;
    for (int i = 0; i < count; i++) {
      if (isChanged[i]) {
        rows[changed++] = i;
      }
    }
    if (changed == count) {
      compression.compress(pairs, count, digests);
      return digests;
    }
    int[] dense = new int[changed * Digest.PAIR];
    for (int i = 0; i < changed; i++) {
      System.arraycopy(pairs, rows[i] * Digest.PAIR, dense, i * Digest.PAIR, Digest.PAIR);
    }
    int[] compressed = new int[changed * Digest.ELEMENTS];
    compression.compress(dense, changed, compressed);
    for (int i = 0; i < changed; i++) {
      System.arraycopy(
          compressed, i * Digest.ELEMENTS, digests, rows[i] * Digest.ELEMENTS, Digest.ELEMENTS);
    }
    return digests;
  }

  /** Touched nodes of a level, and the digests of those that changed; the rest follows. */
  private static final class Level {
    private final int number;
    private final int count;
    private final long[] indexes;
    private final boolean[] isChanged;
    private final int[] digests;
    private int[] oldPairs = {};
    private int[] newPairs = {};

    Level(int number, int count, long[] indexes, boolean[] isChanged, int[] digests) {
      this.number = number;
      this.count = count;
      this.indexes = indexes;
      this.isChanged = isChanged;
      this.digests = digests;
    }

    NodeRows rows(int[] oldDigests) {
      for (int i = 0; i < count; i++) {
        if (!isChanged[i]) {
          int at = i * Digest.ELEMENTS;
          System.arraycopy(oldDigests, at, digests, at, Digest.ELEMENTS);
        }
      }
      return new NodeRows(count, indexes, oldDigests, digests, oldPairs, newPairs);
    }
  }
}
