package io.braid.protocol.tree;

import io.braid.protocol.crypto.KoalaBear;
import io.braid.protocol.crypto.Poseidon2;

/** The compression of one pair after the other in plain Java: the reference, and for a verifier. */
public final class ScalarCompression implements Compression {

  public ScalarCompression() {}

  @Override
  public void compress(int[] pairs, int count, int[] digests) {
    long[] state = new long[Poseidon2.WIDTH];
    for (int pair = 0; pair < count; pair++) {
      int at = pair * Digest.PAIR;
      for (int i = 0; i < Digest.PAIR; i++) {
        state[i] = pairs[at + i];
      }
      Poseidon2.permute(state);
      for (int i = 0; i < Digest.ELEMENTS; i++) {
        digests[pair * Digest.ELEMENTS + i] =
            (int) Math.floorMod(state[i] + pairs[at + i], (long) KoalaBear.MODULUS);
      }
    }
  }
}
