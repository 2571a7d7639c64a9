package io.braid.stark.transcript;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2;

/**
 * A transcript that a circuit can follow: a sponge of width 16 and rate 8.
 *
 * <p>What is absorbed overwrites the rate, eight elements at a time, each time with a permutation
 * behind it. Challenges are the elements of the rate in turn, and behind the last another
 * permutation. A nonce is absorbed as one element; what its permutation gives first is looked at
 * for zeros, and no challenge is drawn of it.
 */
final class Poseidon2Transcript implements Transcript {

  private static final int RATE = 8;

  private final int[] state = new int[Poseidon2.WIDTH_16.width()];
  private int drawn = RATE;

  @Override
  public void absorb(int[] elements) {
    for (int at = 0; at < elements.length; at += RATE) {
      System.arraycopy(elements, at, state, 0, Math.min(RATE, elements.length - at));
      permute();
    }
  }

  @Override
  public void absorbDigest(int[] digest) {
    absorb(digest);
  }

  private void permute() {
    Poseidon2.WIDTH_16.permute(state);
    drawn = 0;
  }

  private int draw() {
    if (drawn == RATE) {
      permute();
    }
    return state[drawn++];
  }

  @Override
  public int[] challenge() {
    int[] element = new int[Extension.DEGREE];
    for (int k = 0; k < element.length; k++) {
      element[k] = draw();
    }
    return element;
  }

  @Override
  public int challengeBits(int count) {
    return lowBits(draw(), count);
  }

  /** p - 1 is a multiple of 2^24: of a random element as many low bits are random. */
  static int lowBits(int element, int count) {
    return KoalaBear.toCanonical(element) & ((1 << count) - 1);
  }

  @Override
  public boolean absorbNonce(int nonce, int bits) {
    absorb(new int[] {nonce});
    drawn = RATE;
    return lowBits(state[0], bits) == 0;
  }

  @Override
  public int searchNonce(int bits, Workers workers) {
    return NonceSearch.least(() -> new Poseidon2Attempt(state, bits), workers);
  }
}
