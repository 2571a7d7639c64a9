package io.braid.protocol.tree;

import io.braid.protocol.Limits;

/** The digests of subtrees without a leaf, one for each level. */
final class EmptyDigests {

  private final int[] digests = new int[(Limits.TREE_LEVELS + 1) * Digest.ELEMENTS];

  EmptyDigests(Compression compression) {
    int[] pair = new int[Digest.PAIR];
    int[] parent = new int[Digest.ELEMENTS];
    for (int level = 0; level < Limits.TREE_LEVELS; level++) {
      copyTo(level, pair, 0);
      copyTo(level, pair, Digest.ELEMENTS);
      compression.compress(pair, 1, parent);
      System.arraycopy(parent, 0, digests, (level + 1) * Digest.ELEMENTS, Digest.ELEMENTS);
    }
  }

  /** Copies the digest of an empty subtree whose root is of this level. */
  void copyTo(int level, int[] out, int at) {
    System.arraycopy(digests, level * Digest.ELEMENTS, out, at, Digest.ELEMENTS);
  }

  Digest of(int level) {
    return Digest.of(digests, level * Digest.ELEMENTS);
  }
}
