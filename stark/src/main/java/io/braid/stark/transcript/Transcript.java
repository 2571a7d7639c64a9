package io.braid.stark.transcript;

import io.braid.stark.cpu.Workers;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;

/** The transcript of a proof, on numbers. What is absorbed has lengths that the shape fixes. */
public interface Transcript {

  /** An empty transcript of a profile's hash. */
  static Transcript of(Profile profile) {
    return profile.hash() == HashKind.KECCAK
        ? new KeccakTranscript(profile.digestBytes())
        : new Poseidon2Transcript();
  }

  /** Takes in elements, in Montgomery form; if there are none, that leaves no trace. */
  void absorb(int[] elements);

  /** Takes in a digest, as {@code MerkleHash} has it. */
  void absorbDigest(int[] digest);

  /** Draws an element of the extension. */
  int[] challenge();

  /** Draws a number of bits, at most 24. */
  int challengeBits(int count);

  /**
   * Takes in a nonce.
   *
   * @param nonce an element, in Montgomery form
   * @return whether bits of what comes out are 0
   */
  boolean absorbNonce(int nonce, int bits);

  /** A nonce that {@link #absorbNonce} would accept; it is not absorbed. */
  int searchNonce(int bits, Workers workers);
}
