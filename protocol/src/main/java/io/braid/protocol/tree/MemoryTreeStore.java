package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A tree in memory: some 170 bytes a leaf, in pages that never move.
 *
 * <p>It is read without a lock, by one thread that also writes or by many while nobody writes.
 */
public final class MemoryTreeStore implements TreeStore {

  /** Leaves that fit; a tree that would have more stops. */
  public static final int LEAVES_MAX = 1 << 28;

  /** Leaves of a page, as of a page of nodes. */
  private static final int PAGE_BITS = 10;

  private static final int PAGE = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE - 1;

  private TreeHead head;
  private long[][] leafPages = new long[1][];
  private final int[][][] nodePages = new int[Limits.TREE_LEVELS][1][];
  private final KeyOrder order = new KeyOrder(this::compareKey);
  private final TreeMap<Long, TreeUndo> undos = new TreeMap<>();

  /** A store without a tree. */
  public MemoryTreeStore() {}

  private int compareKey(int leaf, long[] key, int at) {
    return Word256.compare(leafPages[leaf >>> PAGE_BITS], leafAt(leaf), key, at);
  }

  private static int leafAt(int leaf) {
    return (leaf & PAGE_MASK) * Leaf.LONGS;
  }

  @Override
  public TreeHead head() {
    return head;
  }

  @Override
  public void readFloors(long[] keys, int count, long[] indexes, long[] leaves) {
    order.floors(keys, count, indexes);
    readLeaves(indexes, count, leaves);
  }

  @Override
  public void readLeaves(long[] indexes, int count, long[] leaves) {
    for (int i = 0; i < count; i++) {
      readLeaf((int) indexes[i], leaves, i * Leaf.LONGS);
    }
  }

  private void readLeaf(int leaf, long[] out, int at) {
    System.arraycopy(leafPages[leaf >>> PAGE_BITS], leafAt(leaf), out, at, Leaf.LONGS);
  }

  @Override
  public void readPairs(int level, long[] parents, int count, int[] digests) {
    int[][] pages = nodePages[level];
    for (int i = 0; i < count; i++) {
      int left = (int) (2 * parents[i]);
      int at = (left & PAGE_MASK) * Digest.ELEMENTS;
      System.arraycopy(pages[left >>> PAGE_BITS], at, digests, i * Digest.PAIR, Digest.PAIR);
    }
  }

  @Override
  public void write(TreeChange change) {
    long[] indexes = change.indexes();
    if (indexes.length > 0 && indexes[indexes.length - 1] >= LEAVES_MAX) {
      throw new IllegalStateException("a tree in memory has at most " + LEAVES_MAX + " leaves");
    }
    for (int at = 0; at < change.removedKeys().length; at += Word256.LONGS) {
      order.remove(change.removedKeys(), at);
    }
    for (int i = 0; i < indexes.length; i++) {
      writeLeaf((int) indexes[i], change.leaves(), i * Leaf.LONGS);
    }
    writeNodes(change.levels());
    if (change.head() != null) {
      head = change.head();
      undos.headMap(head.settled(), true).clear();
      undos.tailMap(head.batch(), false).clear();
      if (change.undo() != null) {
        undos.put(head.batch(), change.undo());
      }
    }
  }

  private void writeLeaf(int leaf, long[] leaves, int at) {
    int page = leaf >>> PAGE_BITS;
    if (page >= leafPages.length) {
      leafPages = Arrays.copyOf(leafPages, 2 * page);
    }
    if (leafPages[page] == null) {
      leafPages[page] = new long[PAGE * Leaf.LONGS];
    }
    System.arraycopy(leaves, at, leafPages[page], leafAt(leaf), Leaf.LONGS);
    if (head == null || leaf >= head.leafCount()) {
      order.put(leaves, at, leaf);
    }
  }

  private void writeNodes(List<NodeRows> levels) {
    for (int level = 0; level < Math.min(levels.size(), Limits.TREE_LEVELS); level++) {
      NodeRows rows = levels.get(level);
      for (int row = 0; row < rows.count(); row++) {
        int index = (int) rows.index(row);
        int page = index >>> PAGE_BITS;
        if (page >= nodePages[level].length) {
          nodePages[level] = Arrays.copyOf(nodePages[level], 2 * page);
        }
        if (nodePages[level][page] == null) {
          nodePages[level][page] = new int[PAGE * Digest.ELEMENTS];
        }
        System.arraycopy(
            rows.newDigests(),
            row * Digest.ELEMENTS,
            nodePages[level][page],
            (index & PAGE_MASK) * Digest.ELEMENTS,
            Digest.ELEMENTS);
      }
    }
  }

  @Override
  public TreeUndo undo(long batch) {
    return undos.get(batch);
  }
}
