package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a tree from its leaves in the order of their indexes, a chunk at a time, into a store that
 * has none. Of the digests it keeps one a chunk.
 */
final class TreeBuilder {

  /** A chunk is a whole subtree with so many levels above its leaves. */
  static final int CHUNK_LEVELS = 12;

  /** Leaves of every chunk but the last, which may have fewer. */
  static final int CHUNK_LEAVES = 1 << CHUNK_LEVELS;

  private static final long[] NONE = {};

  private final TreeStore store;
  private final Compression compression;
  private final EmptyDigests empty;
  private long leafCount;
  private int chunks;
  private int[] chunkRoots = new int[Digest.ELEMENTS];
  private List<NodeRows> upperLevels = List.of();

  TreeBuilder(TreeStore store, Compression compression, EmptyDigests empty) {
    this.store = store;
    this.compression = compression;
    this.empty = empty;
  }

  /** Writes the tree that has no cell. */
  static void writeFresh(TreeStore store, Compression compression, EmptyDigests empty) {
    TreeBuilder builder = new TreeBuilder(store, compression, empty);
    long[] leaf = new long[Leaf.LONGS];
    Leaf.FIRST.copyTo(leaf, 0);
    builder.add(leaf, 1);
    builder.writeHead(new TreeHead(0, 0, 1, builder.root()));
  }

  /** Adds the leaves of the next chunk. */
  void add(long[] leaves, int count) {
    long[] indexes = new long[count];
    Arrays.setAll(indexes, i -> leafCount + i);
    List<NodeRows> levels = new ArrayList<>();
    int[] digests = LeafDigests.of(compression, leaves, count);
    int[] root = climb(digests, leafCount, count, 0, CHUNK_LEVELS, levels);
    store.write(TreeChange.piece(null, indexes, leaves, levels));
    if (chunkRoots.length == chunks * Digest.ELEMENTS) {
      chunkRoots = Arrays.copyOf(chunkRoots, 2 * chunkRoots.length);
    }
    System.arraycopy(root, 0, chunkRoots, chunks * Digest.ELEMENTS, Digest.ELEMENTS);
    chunks++;
    leafCount += count;
  }

  /** The root over all leaves that were added, of which there is at least one. */
  Digest root() {
    upperLevels = new ArrayList<>();
    for (int level = 0; level < CHUNK_LEVELS; level++) {
      upperLevels.add(NodeRows.withoutChildren(0, NONE, chunkRoots, chunkRoots));
    }
    int[] root = climb(chunkRoots, 0, chunks, CHUNK_LEVELS, Limits.TREE_LEVELS, upperLevels);
    return Digest.of(root, 0);
  }

  /** Makes what was added the tree of the store, after {@link #root}. */
  void writeHead(TreeHead head) {
    store.write(TreeChange.piece(head, NONE, NONE, upperLevels));
  }

  /**
   * Hashes neighbouring nodes of one level up to another.
   *
   * @param first index of the first; the left child of its parent, if there is more than one
   * @return the digests of the last level, of which one counts
   */
  private int[] climb(
      int[] digests, long first, int count, int from, int to, List<NodeRows> levels) {
    int[] nodes = digests;
    int nodeCount = count;
    for (int level = from; level < to; level++) {
      long[] indexes = new long[nodeCount];
      long levelFirst = first >>> (level - from);
      Arrays.setAll(indexes, i -> levelFirst + i);
      // Nothing was there before, and no digest of a node is zeros.
      int[] before = new int[nodeCount * Digest.ELEMENTS];
      levels.add(NodeRows.withoutChildren(nodeCount, indexes, before, nodes));
      int parentCount = (nodeCount + 1) / 2;
      int[] pairs = Arrays.copyOf(nodes, parentCount * Digest.PAIR);
      if (nodeCount % 2 == 1) {
        empty.copyTo(level, pairs, nodeCount * Digest.ELEMENTS);
      }
      nodes = new int[parentCount * Digest.ELEMENTS];
      compression.compress(pairs, parentCount, nodes);
      nodeCount = parentCount;
    }
    return nodes;
  }
}
