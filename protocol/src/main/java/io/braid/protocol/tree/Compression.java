package io.braid.protocol.tree;

/**
 * The hash of the tree: two digests to one, the first 8 elements of P(x) + x, where x is the left
 * digest followed by the right one and P is Poseidon2 at width 16 over KoalaBear.
 *
 * <p>It takes many pairs at once, so that kernels which work on several states, and threads, have
 * enough to do. Elements are in Montgomery form and from 0 to p - 1, and so are results.
 */
public interface Compression {

  /**
   * Compresses pairs.
   *
   * @param pairs left and right digest of each, 16 elements a pair, from the first
   * @param digests takes 8 elements a pair, from the first; another array than {@code pairs}
   */
  void compress(int[] pairs, int count, int[] digests);
}
