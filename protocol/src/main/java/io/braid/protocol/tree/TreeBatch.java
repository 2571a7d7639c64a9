package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;
import java.util.Arrays;

/**
 * What one update of the tree is asked: keys in strictly ascending order, each with the value it
 * shall have, or only to be read.
 */
public final class TreeBatch {

  private int count;
  private long[] keys = new long[64 * Word256.LONGS];
  private long[] values = new long[64 * Word256.LONGS];
  private boolean[] written = new boolean[64];

  /** An empty batch. */
  public TreeBatch() {}

  /** How many keys. */
  public int count() {
    return count;
  }

  /**
   * Adds a key and the value it shall have.
   *
   * @return this
   * @throws IllegalArgumentException if no cell has this key, if it is not above the one before it,
   *     or if there are {@link Limits#KEYS_IN_TREE_UPDATE_MAX} keys already
   */
  public TreeBatch write(Word key, Word value) {
    write(key.toLongs(), 0, value.toLongs(), 0);
    return this;
  }

  /** As {@link #write(Word, Word)}, from arrays. */
  public void write(long[] key, int keyAt, long[] value, int valueAt) {
    add(key, keyAt);
    Word256.copy(value, valueAt, values, (count - 1) * Word256.LONGS);
    written[count - 1] = true;
  }

  /** Adds a key that is only read; as {@link #write(Word, Word)} otherwise. */
  public TreeBatch read(Word key) {
    read(key.toLongs(), 0);
    return this;
  }

  /** As {@link #read(Word)}, from an array. */
  public void read(long[] key, int keyAt) {
    add(key, keyAt);
  }

  private void add(long[] key, int at) {
    if (!Leaf.isCellKey(key, at)) {
      throw new IllegalArgumentException("no cell has the key " + Word.of(key, at));
    }
    if (count > 0 && !Word256.isLess(keys, (count - 1) * Word256.LONGS, key, at)) {
      throw new IllegalArgumentException(
          "the key %s is not above %s, which stands before it"
              .formatted(Word.of(key, at), Word.of(keys, (count - 1) * Word256.LONGS)));
    }
    if (count == Limits.KEYS_IN_TREE_UPDATE_MAX) {
      throw new IllegalArgumentException(
          "an update has at most " + Limits.KEYS_IN_TREE_UPDATE_MAX + " keys");
    }
    if (count == written.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      values = Arrays.copyOf(values, 2 * values.length);
      written = Arrays.copyOf(written, 2 * count);
    }
    Word256.copy(key, at, keys, count * Word256.LONGS);
    count++;
  }

  /** The keys, one behind the other; read only. */
  long[] keys() {
    return keys;
  }

  /** The values, of keys that are written; read only. */
  long[] values() {
    return values;
  }

  boolean isWritten(int i) {
    return written[i];
  }
}
