package io.braid.stark.profile;

/**
 * Bits of work before challenges: a prover who is not content with one must do the work again.
 *
 * @param buses before the challenges of the buses
 * @param point before the point outside the domain
 * @param batching before the coefficients that join the columns
 * @param folding before the challenges of each folding
 * @param queries before the queries
 */
public record Grinding(int buses, int point, int batching, int folding, int queries) {

  /** More takes longer than anyone waits, and needs more nonces than there are. */
  public static final int BITS_MAX = 24;

  /**
   * Work before each kind of challenge.
   *
   * @throws IllegalArgumentException unless all are from 0 to {@link #BITS_MAX}
   */
  public Grinding {
    for (int bits : new int[] {buses, point, batching, folding, queries}) {
      if (bits < 0 || bits > BITS_MAX) {
        throw new IllegalArgumentException(
            "work is from 0 to %d bits, not %d".formatted(BITS_MAX, bits));
      }
    }
  }
}
