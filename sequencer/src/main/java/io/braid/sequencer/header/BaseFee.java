package io.braid.sequencer.header;

import java.math.BigInteger;

/**
 * The base fee by EIP-1559, with a floor. A block of Braid has no gas limit: what is used above
 * twice the target counts as twice the target, the most that the EIP's block could hold, so that no
 * single block moves the fee by more than an eighth.
 *
 * @param gasTarget gas of a block at which the fee stays as it is
 * @param least in wei; the fee never falls below, unsigned
 */
public record BaseFee(long gasTarget, long least) {

  /** Gas of a block at which the fee stays as it is, where nothing else is said. */
  public static final long BLOCK_GAS_TARGET = 150_000_000;

  /** What a block's gas limit says; a block may use more. */
  public static final long BLOCK_GAS_LIMIT = 2 * BLOCK_GAS_TARGET;

  /** The fee before anything is known of the load, in wei for a unit of gas. */
  public static final long INITIAL_WEI = 1_000_000_000;

  /** The lowest fee where nothing else is said: far above the few wei that cannot fall. */
  public static final long MIN_WEI = 10_000_000;

  /** The rule where nothing else is said. */
  public static final BaseFee STANDARD = new BaseFee(BLOCK_GAS_TARGET, MIN_WEI);

  /** A block's limit is this many targets (EIP-1559). */
  public static final int ELASTICITY = 2;

  /** The fee moves by at most this part of itself (EIP-1559). */
  public static final int MAX_CHANGE_DENOMINATOR = 8;

  /** Wei; the header has 64 bits for it. */
  private static final BigInteger MOST =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  /** Checks the range. */
  public BaseFee {
    if (gasTarget < 1 || gasTarget > Long.MAX_VALUE / ELASTICITY) {
      throw new IllegalArgumentException(
          "a gas target is from 1 to %d, not %d".formatted(Long.MAX_VALUE / ELASTICITY, gasTarget));
    }
  }

  /**
   * The fee after a block.
   *
   * @param baseFee before it, in wei, unsigned
   * @param gasUsed in it
   * @return in wei, unsigned
   */
  public long next(long baseFee, long gasUsed) {
    if (gasUsed < 0) {
      throw new IllegalArgumentException("a block used no negative gas: " + gasUsed);
    }
    long counted = Math.min(gasUsed, ELASTICITY * gasTarget);
    BigInteger fee = unsigned(baseFee);
    BigInteger change =
        fee.multiply(BigInteger.valueOf(Math.abs(counted - gasTarget)))
            .divide(BigInteger.valueOf(gasTarget))
            .divide(BigInteger.valueOf(MAX_CHANGE_DENOMINATOR));
    if (counted > gasTarget) {
      // By at least one wei, or a fee below eight would never rise.
      fee = fee.add(change.max(BigInteger.ONE)).min(MOST);
    } else {
      fee = fee.subtract(change);
    }
    return fee.max(unsigned(least)).longValue();
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
