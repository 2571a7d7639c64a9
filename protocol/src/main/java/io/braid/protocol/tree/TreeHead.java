package io.braid.protocol.tree;

import io.braid.protocol.Limits;

/**
 * What a tree is after an update.
 *
 * @param batch how many updates made it
 * @param settled how many of them can no longer be taken back
 * @param leafCount at least 1
 * @param root the digest of all
 */
public record TreeHead(long batch, long settled, long leafCount, Digest root) {

  public TreeHead {
    if (settled < 0 || settled > batch || leafCount < 1 || leafCount > Limits.TREE_LEAVES_MAX) {
      throw new IllegalArgumentException(
          "no tree has %d updates, %d of them settled, and %d leaves"
              .formatted(batch, settled, leafCount));
    }
  }

  /** The index of the last node of a level that has a leaf below it. */
  long lastNode(int level) {
    return (leafCount - 1) >>> level;
  }
}
