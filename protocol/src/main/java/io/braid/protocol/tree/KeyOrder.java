package io.braid.protocol.tree;

import io.braid.protocol.math.Word256;
import java.util.Arrays;

/**
 * Leaves by their key: sorted chunks in a sorted list. Each entry holds the top long of its key, so
 * that a search rarely looks at a leaf; two keys of one owner may share it.
 */
final class KeyOrder {

  /** Reads keys of leaves. */
  @FunctionalInterface
  interface Keys {
    /** The order of the key of a leaf and another key, as {@link Word256#compare}. */
    int compare(int leaf, long[] key, int at);
  }

  private static final int CHUNK_ENTRIES = 256;

  private final Keys keys;
  private Chunk[] chunks = new Chunk[16];
  private int count;

  KeyOrder(Keys keys) {
    this.keys = keys;
  }

  /**
   * The leaves with the highest keys that are not above these; one must be there. It is fastest for
   * keys that ascend: the search for a chunk begins where the last one was found.
   */
  void floors(long[] keys, int count, long[] leaves) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number = chunkFor(keys, i * Word256.LONGS, number);
      Chunk chunk = chunks[number];
      leaves[i] = chunk.leaves[chunk.above(keys, i * Word256.LONGS) - 1];
    }
  }

  /** Adds the key of a leaf; if another leaf has it, that one is forgotten. */
  void put(long[] key, int at, int leaf) {
    if (count == 0) {
      chunks[count++] = new Chunk();
    }
    int number = Math.max(chunkFor(key, at, 0), 0);
    Chunk chunk = chunks[number];
    int place = chunk.above(key, at);
    if (place > 0 && keys.compare(chunk.leaves[place - 1], key, at) == 0) {
      chunk.leaves[place - 1] = leaf;
      return;
    }
    chunk.insert(place, key[at + Word256.LONGS - 1], leaf);
    if (chunk.size == CHUNK_ENTRIES) {
      split(number);
    }
  }

  /** Removes a key that a leaf has; the lowest of all is never removed. */
  void remove(long[] key, int at) {
    int number = chunkFor(key, at, 0);
    Chunk chunk = chunks[number];
    chunk.remove(chunk.above(key, at) - 1);
    if (chunk.size == 0) {
      count--;
      System.arraycopy(chunks, number + 1, chunks, number, count - number);
      chunks[count] = null;
    }
  }

  /**
   * The last chunk whose first key is not above this one, or -1.
   *
   * @param guess where to begin; the nearer, the faster
   */
  private int chunkFor(long[] key, int at, int guess) {
    if (guess >= count || chunks[guess].isAbove(0, key, at)) {
      return lastNotAbove(key, at, 0, Math.min(guess, count));
    }
    int low = guess + 1;
    int step = 1;
    while (low + step < count && !chunks[low + step].isAbove(0, key, at)) {
      low += step + 1;
      step *= 2;
    }
    return lastNotAbove(key, at, low, Math.min(low + step, count));
  }

  /** As above, if all chunks before one are not above the key, and those from another on are. */
  private int lastNotAbove(long[] key, int at, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks[middle].isAbove(0, key, at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }

  private void split(int number) {
    if (count == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * count);
    }
    System.arraycopy(chunks, number + 1, chunks, number + 2, count - number - 1);
    chunks[number + 1] = chunks[number].upperHalf();
    count++;
  }

  /** Some leaves by their key. */
  private final class Chunk {
    private final long[] tops = new long[CHUNK_ENTRIES];
    private final int[] leaves = new int[CHUNK_ENTRIES];
    private int size;

    /** Whether an entry's key is above this one; a chunk without entries has room above. */
    boolean isAbove(int entry, long[] key, int at) {
      if (entry >= size) {
        return true;
      }
      long top = key[at + Word256.LONGS - 1];
      return tops[entry] == top
          ? keys.compare(leaves[entry], key, at) > 0
          : Long.compareUnsigned(tops[entry], top) > 0;
    }

    /** The first entry whose key is above this one. */
    int above(long[] key, int at) {
      int low = 0;
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isAbove(middle, key, at)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    void insert(int place, long top, int leaf) {
      System.arraycopy(tops, place, tops, place + 1, size - place);
      System.arraycopy(leaves, place, leaves, place + 1, size - place);
      tops[place] = top;
      leaves[place] = leaf;
      size++;
    }

    void remove(int place) {
      size--;
      System.arraycopy(tops, place + 1, tops, place, size - place);
      System.arraycopy(leaves, place + 1, leaves, place, size - place);
    }

    Chunk upperHalf() {
      Chunk upper = new Chunk();
      int from = size / 2;
      upper.size = size - from;
      System.arraycopy(tops, from, upper.tops, 0, upper.size);
      System.arraycopy(leaves, from, upper.leaves, 0, upper.size);
      size = from;
      return upper;
    }
  }
}
