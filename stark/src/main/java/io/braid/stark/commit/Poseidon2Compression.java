package io.braid.stark.commit;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Poseidon2Kernel;

/** Two digests to one, in all lanes of a kernel: the first 8 elements of P(x) + x. */
final class Poseidon2Compression {

  private final Poseidon2Kernel permutation;
  private final int[] states;
  private final int[] before;

  Poseidon2Compression(Poseidon2Kernel permutation) {
    this.permutation = permutation;
    states = new int[permutation.width() * permutation.lanes()];
    before = new int[MerkleHash.DIGEST_INTS * permutation.lanes()];
  }

  /** Element by element: the left digests, which the results replace, and the right ones. */
  int[] states() {
    return states;
  }

  /** Sets the right digests. */
  void setRight(int[] digests) {
    System.arraycopy(digests, 0, states, before.length, before.length);
  }

  /** Replaces the left digests; then the right ones are nothing. */
  void compress() {
    System.arraycopy(states, 0, before, 0, before.length);
    permutation.permute(states);
    for (int i = 0; i < before.length; i++) {
      states[i] = KoalaBear.add(states[i], before[i]);
    }
  }
}
