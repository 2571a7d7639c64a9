package io.braid.stark.commit;

/** Digests one behind the other, as a tree has them, and element by element, as kernels do. */
final class Lanes {

  private Lanes() {}

  /**
   * Brings digests into lanes.
   *
   * @param to lanes for which there is no digest before this one get the one before it again
   * @param element of the states where the digests begin
   */
  static void gather(int[] digests, int first, int to, int[] states, int lanes, int element) {
    for (int lane = 0; lane < lanes; lane++) {
      int at = Math.min(first + lane, to - 1) * MerkleHash.DIGEST_INTS;
      for (int i = 0; i < MerkleHash.DIGEST_INTS; i++) {
        states[(element + i) * lanes + lane] = digests[at + i];
      }
    }
  }

  /** Brings digests at the begin of states back, those before a place. */
  static void scatter(int[] states, int lanes, int[] digests, int first, int to) {
    for (int lane = 0; lane < Math.min(lanes, to - first); lane++) {
      int at = (first + lane) * MerkleHash.DIGEST_INTS;
      for (int i = 0; i < MerkleHash.DIGEST_INTS; i++) {
        digests[at + i] = states[i * lanes + lane];
      }
    }
  }
}
