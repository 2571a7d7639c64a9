package io.braid.protocol.tree;

import io.braid.protocol.types.Word;

/**
 * One row of {@link LeafRows}.
 *
 * @param index of the leaf, or -1 if the kind is {@link LeafKind#ABSENT}; then all but the key is 0
 * @param oldNext 0 before an insertion, as oldValue
 * @param oldDigest that of no leaf before an insertion
 */
public record LeafRow(
    LeafKind kind,
    long index,
    Word key,
    Word oldNext,
    Word newNext,
    Word oldValue,
    Word newValue,
    Digest oldDigest,
    Digest newDigest) {

  /** Whether the leaf is another after the update. */
  public boolean isChanged() {
    return !oldNext.equals(newNext) || !oldValue.equals(newValue);
  }
}
