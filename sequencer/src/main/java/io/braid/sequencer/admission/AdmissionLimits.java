package io.braid.sequencer.admission;

/**
 * How much a gateway takes in. What is in flight was accepted and has no outcome yet, or waits in a
 * shard's nonce queue.
 *
 * @param inFlightMax transactions in flight
 * @param inFlightBytesMax raw bytes of all in flight
 * @param inFlightGasMax the static gas of all operations in flight, which bounds what proving them
 *     costs
 * @param accountInFlightMax transactions in flight of an account
 * @param accountRate transactions accepted of an account
 * @param sourceRate transactions that a source may try, whatever becomes of them
 * @param bucketsMax accounts, and sources, whose rate is known at once
 * @param refusalsMax refusals of shards that are remembered for who asks
 */
public record AdmissionLimits(
    int inFlightMax,
    long inFlightBytesMax,
    long inFlightGasMax,
    int accountInFlightMax,
    Rate accountRate,
    Rate sourceRate,
    int bucketsMax,
    int refusalsMax) {

  /**
   * A rate with room for bursts.
   *
   * @param perSecond in the long run
   * @param burst at once, after a rest
   */
  public record Rate(int perSecond, int burst) {

    /** Checks the range. */
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a rate and its burst are at least 1, not %d and %d".formatted(perSecond, burst));
      }
    }
  }

  /** For a gateway with a gigabyte to spare. */
  public static final AdmissionLimits DEFAULTS =
      new AdmissionLimits(
          /* inFlightMax= */ 262_144,
          /* inFlightBytesMax= */ 256L << 20,
          /* inFlightGasMax= */ 50_000_000_000L,
          /* accountInFlightMax= */ 256,
          new Rate(2_000, 4_000),
          new Rate(20_000, 40_000),
          /* bucketsMax= */ 65_536,
          /* refusalsMax= */ 65_536);

  /** Checks the range. */
  public AdmissionLimits {
    if (Math.min(Math.min(inFlightMax, accountInFlightMax), Math.min(bucketsMax, refusalsMax)) < 1
        || Math.min(inFlightBytesMax, inFlightGasMax) < 1) {
      throw new IllegalArgumentException("a limit of admission is at least 1");
    }
  }
}
