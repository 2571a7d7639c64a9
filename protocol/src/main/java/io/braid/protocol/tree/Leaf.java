package io.braid.protocol.tree;

import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;

/**
 * A leaf of the tree. In arrays it is {@value #LONGS} longs: key, next key, value.
 *
 * @param key of the cell; that of leaf 0 is 0, which is no cell's
 * @param next the next higher key that has a leaf, or {@link #KEY_MAX}
 * @param value of the cell
 */
public record Leaf(Word key, Word next, Word value) {

  /** The longs of a leaf. */
  public static final int LONGS = 3 * Word256.LONGS;

  /** Where the next key stands behind the key. */
  public static final int NEXT = Word256.LONGS;

  /** Where the value stands behind the key. */
  public static final int VALUE = 2 * Word256.LONGS;

  /** 2^256 - 1, which is no cell's key: the next key of the last leaf. */
  public static final Word KEY_MAX = new Word(-1, -1, -1, -1);

  /** Leaf 0 of a fresh tree. */
  public static final Leaf FIRST = new Leaf(Word.ZERO, KEY_MAX, Word.ZERO);

  /** The leaf in an array. */
  public static Leaf of(long[] longs, int at) {
    return new Leaf(Word.of(longs, at), Word.of(longs, at + NEXT), Word.of(longs, at + VALUE));
  }

  /** Copies the leaf into an array. */
  public void copyTo(long[] out, int at) {
    key.copyTo(out, at);
    next.copyTo(out, at + NEXT);
    value.copyTo(out, at + VALUE);
  }

  /** Whether a cell can have this key. */
  static boolean isCellKey(long[] key, int at) {
    return !Word256.isZero(key, at) && (key[at] & key[at + 1] & key[at + 2] & key[at + 3]) != -1;
  }
}
