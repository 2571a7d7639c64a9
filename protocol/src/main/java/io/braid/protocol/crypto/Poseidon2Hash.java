package io.braid.protocol.crypto;

import io.braid.protocol.math.Word256;

/**
 * The hash of three 256-bit words to one word of {@value #DIGEST_BITS} bits, for keys of cells: a
 * sponge over {@link Poseidon2} with 8 elements of rate and 8 of capacity, which overwrites the
 * rate instead of adding to it.
 *
 * <p>The input is 48 limbs of 16 bits, each a field element: the words in order, in each the least
 * significant limb first. They are six blocks of eight; each overwrites elements 0 to 7, then the
 * state is permuted. The capacity begins as zeros but for its last element, which is the domain of
 * this hash, so that no other sponge over the same permutation gives the same digests. The digest
 * is elements 0 to 7 in canonical form, 31 bits each, the first least significant. The length of
 * the input is fixed, so there is no padding.
 *
 * <p>One thread uses an instance at a time; it allocates nothing.
 */
public final class Poseidon2Hash {

  /** The bits that a digest can have; the top 8 bits of its word are zero. */
  public static final int DIGEST_BITS = 248;

  private static final int RATE = 8;
  private static final int ELEMENT_BITS = 31;
  private static final int LIMB_BITS = 16;
  private static final int LIMBS_OF_LONG = Long.SIZE / LIMB_BITS;
  private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;

  /** The letters BRD1 in ASCII. */
  private static final long DOMAIN = KoalaBear.toMontgomery(0x42524431);

  private final long[] state = new long[Poseidon2.WIDTH];
  private final long[] digest = new long[Word256.LONGS];

  public Poseidon2Hash() {}

  /** out = the digest of a, b and c; the output may alias inputs. */
  public void digest(long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] out, int oi) {
    for (int i = RATE; i < Poseidon2.WIDTH - 1; i++) {
      state[i] = 0;
    }
    state[Poseidon2.WIDTH - 1] = DOMAIN;
    absorb(a, ai);
    absorb(b, bi);
    absorb(c, ci);
    squeeze();
    Word256.copy(digest, 0, out, oi);
  }

  /** A word is two blocks. */
  private void absorb(long[] word, int offset) {
    absorb(word[offset], word[offset + 1]);
    absorb(word[offset + 2], word[offset + 3]);
  }

  private void absorb(long first, long second) {
    for (int i = 0; i < LIMBS_OF_LONG; i++) {
      state[i] = KoalaBear.toMontgomery((first >>> (LIMB_BITS * i)) & LIMB_MASK);
      state[LIMBS_OF_LONG + i] = KoalaBear.toMontgomery((second >>> (LIMB_BITS * i)) & LIMB_MASK);
    }
    Poseidon2.permute(state);
  }

  private void squeeze() {
    Word256.clear(digest, 0);
    for (int i = 0; i < RATE; i++) {
      long element = KoalaBear.fromMontgomery(state[i]);
      int from = ELEMENT_BITS * i;
      int at = from / Long.SIZE;
      int shift = from % Long.SIZE;
      digest[at] |= element << shift;
      if (shift + ELEMENT_BITS > Long.SIZE) {
        digest[at + 1] |= element >>> (Long.SIZE - shift);
      }
    }
  }
}
