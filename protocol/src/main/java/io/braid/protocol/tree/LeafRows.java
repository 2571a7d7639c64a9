package io.braid.protocol.tree;

import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;
import java.util.Arrays;

/**
 * The leaves that an update touched, by ascending key: every key of the update, and before the
 * first of those that are inserted or absent between two leaves the lower of the two.
 */
public final class LeafRows {

  /** The longs of a row: key, old next key, old value, new next key, new value. */
  private static final int ROW = 5 * Word256.LONGS;

  private static final int OLD_NEXT = Word256.LONGS;
  private static final int OLD_VALUE = 2 * Word256.LONGS;
  private static final int NEW_NEXT = 3 * Word256.LONGS;
  private static final int NEW_VALUE = 4 * Word256.LONGS;

  private int count;
  private LeafKind[] kinds;
  private long[] indexes;
  private long[] words;
  private int[] digests;

  LeafRows(int capacity) {
    kinds = new LeafKind[capacity];
    indexes = new long[capacity];
    words = new long[capacity * ROW];
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** What the update did at a row's key. */
  public LeafKind kind(int row) {
    return kinds[row];
  }

  /** The index of a row's leaf, or -1 if there is none. */
  public long index(int row) {
    return indexes[row];
  }

  /** All of a row. */
  public LeafRow row(int row) {
    int at = row * ROW;
    return new LeafRow(
        kinds[row],
        indexes[row],
        Word.of(words, at),
        Word.of(words, at + OLD_NEXT),
        Word.of(words, at + NEW_NEXT),
        Word.of(words, at + OLD_VALUE),
        Word.of(words, at + NEW_VALUE),
        Digest.of(digests, row * Digest.PAIR),
        Digest.of(digests, row * Digest.PAIR + Digest.ELEMENTS));
  }

  /** Whether the leaf is another after the update. */
  public boolean isChanged(int row) {
    int at = row * ROW;
    return kinds[row] == LeafKind.INSERTED
        || !Word256.isEqual(words, at + OLD_NEXT, words, at + NEW_NEXT)
        || !Word256.isEqual(words, at + OLD_VALUE, words, at + NEW_VALUE);
  }

  /** Copies key, next key and value as they were before the update. */
  public void copyOld(int row, long[] out, int at) {
    System.arraycopy(words, row * ROW, out, at, Leaf.LONGS);
  }

  /** Copies key, next key and value as they are after the update. */
  public void copyNew(int row, long[] out, int at) {
    Word256.copy(words, row * ROW, out, at);
    System.arraycopy(words, row * ROW + NEW_NEXT, out, at + Leaf.NEXT, 2 * Word256.LONGS);
  }

  /** Digests of all rows, old and new of one behind those of the other; read only. */
  public int[] digests() {
    return digests;
  }

  /** Adds a leaf that is there already and, so far, does not change. */
  void addExisting(LeafKind kind, long index, long[] leaf, int leafAt) {
    int at = add(kind, index);
    System.arraycopy(leaf, leafAt, words, at, Leaf.LONGS);
    System.arraycopy(leaf, leafAt + Leaf.NEXT, words, at + NEW_NEXT, 2 * Word256.LONGS);
  }

  /** Adds a key that has no leaf, or none yet. */
  void addKey(LeafKind kind, long index, long[] key, int keyAt) {
    int at = add(kind, index);
    Word256.copy(key, keyAt, words, at);
  }

  private int add(LeafKind kind, long index) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * count + 1);
      indexes = Arrays.copyOf(indexes, 2 * count + 1);
      words = Arrays.copyOf(words, (2 * count + 1) * ROW);
    }
    kinds[count] = kind;
    indexes[count] = index;
    return count++ * ROW;
  }

  void setNewValue(int row, long[] value, int at) {
    Word256.copy(value, at, words, row * ROW + NEW_VALUE);
  }

  /** Makes the key of one row the next key of another. */
  void setNextToKey(int row, int keyRow) {
    Word256.copy(words, keyRow * ROW, words, row * ROW + NEW_NEXT);
  }

  /** Makes the old next key of one row the next key of another. */
  void setNextToOldNext(int row, int openedRow) {
    Word256.copy(words, openedRow * ROW + OLD_NEXT, words, row * ROW + NEW_NEXT);
  }

  void setDigests(int[] digests) {
    this.digests = digests;
  }
}
