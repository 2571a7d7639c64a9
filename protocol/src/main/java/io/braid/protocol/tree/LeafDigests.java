package io.braid.protocol.tree;

import io.braid.protocol.math.Word256;

/**
 * The digests of leaves: five compressions each, of key with key, then with next key and value,
 * eight limbs of 16 bits at a time. All leaves go through one compression together.
 */
final class LeafDigests {

  private static final int LIMB_BITS = 16;
  private static final int LIMBS_OF_LONG = Long.SIZE / LIMB_BITS;
  private static final int LIMB_MASK = (1 << LIMB_BITS) - 1;

  /** The longs that give the eight elements of half a pair. */
  private static final int HALF = Word256.LONGS / 2;

  private LeafDigests() {}

  /** Digests of leaves that stand one behind the other. */
  static int[] of(Compression compression, long[] leaves, int count) {
    int[] pairs = new int[count * Digest.PAIR];
    int[] digests = new int[count * Digest.ELEMENTS];
    for (int i = 0; i < count; i++) {
      writeLimbs(leaves, i * Leaf.LONGS, pairs, i * Digest.PAIR);
    }
    for (int half = 1; half < Leaf.LONGS / HALF; half++) {
      for (int i = 0; i < count; i++) {
        int right = i * Digest.PAIR + Digest.ELEMENTS;
        writeLimbs(leaves, i * Leaf.LONGS + half * HALF, pairs, right);
      }
      compression.compress(pairs, count, digests);
      for (int i = 0; i < count; i++) {
        System.arraycopy(digests, i * Digest.ELEMENTS, pairs, i * Digest.PAIR, Digest.ELEMENTS);
      }
    }
    return digests;
  }

  /** The limbs of two longs, least significant first. */
  private static void writeLimbs(long[] longs, int from, int[] out, int at) {
    for (int i = 0; i < HALF; i++) {
      for (int j = 0; j < LIMBS_OF_LONG; j++) {
        int limb = (int) (longs[from + i] >>> (LIMB_BITS * j)) & LIMB_MASK;
        out[at + i * LIMBS_OF_LONG + j] = Digest.element(limb);
      }
    }
  }
}
