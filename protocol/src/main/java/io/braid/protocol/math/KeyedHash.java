package io.braid.protocol.math;

/**
 * A hash of words for tables whose keys others choose. Keyed, so that nobody without the key can
 * find words that meet in a slot; which slot a word has must therefore never be seen in a result.
 *
 * <p>Pair-multiply-shift over the 32-bit halves of the word: for random keys the hashes of two
 * different words agree in n bits with probability 2^-n (Thorup, "High Speed Hashing for Integers
 * and Strings", 2015, section 3.4).
 */
public final class KeyedHash {

  /** The increment of SplitMix64, which spreads the seed over the keys. */
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private static final long LOW_HALF = 0xffff_ffffL;

  private final long key0;
  private final long key1;
  private final long key2;
  private final long key3;
  private final long key4;
  private final long key5;
  private final long key6;
  private final long key7;
  private final long key8;

  /** A hash by a seed, which should be random and secret where keys come from outside. */
  public KeyedHash(long seed) {
    key0 = mix(seed, 1);
    key1 = mix(seed, 2);
    key2 = mix(seed, 3);
    key3 = mix(seed, 4);
    key4 = mix(seed, 5);
    key5 = mix(seed, 6);
    key6 = mix(seed, 7);
    key7 = mix(seed, 8);
    key8 = mix(seed, 9);
  }

  /** An output of SplitMix64, counted from 1. */
  private static long mix(long seed, int count) {
    long state = seed + count * GOLDEN_GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** The hash of a word: 32 bits. */
  public int hash(long[] word, int at) {
    long sum =
        pair(word[at], key0, key1)
            + pair(word[at + 1], key2, key3)
            + pair(word[at + 2], key4, key5)
            + pair(word[at + 3], key6, key7)
            + key8;
    return (int) (sum >>> 32);
  }

  private static long pair(long digit, long keyLow, long keyHigh) {
    return (keyLow + (digit >>> 32)) * (keyHigh + (digit & LOW_HALF));
  }
}
