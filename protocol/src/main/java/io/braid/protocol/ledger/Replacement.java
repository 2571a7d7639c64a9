package io.braid.protocol.ledger;

import io.braid.protocol.math.MulDiv;
import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.TransactionFields;

/**
 * When a transaction may take the place of another with the same sender and nonce: it offers at
 * least 10 % more of both fees, and of the fee cap at least something, so that replacing has an
 * end. One thread uses an instance at a time.
 */
public final class Replacement {

  /** A rival must offer at least 11/10 of both fees. */
  private static final long[] RAISE = {10, 0, 0, 0, 11, 0, 0, 0};

  private final MulDiv mulDiv = new MulDiv();
  private final long[] least = new long[2 * Word256.LONGS];

  public Replacement() {}

  /**
   * Whether a rival offers enough.
   *
   * @param fees holds both fees of the one that would be replaced, words
   */
  public boolean isEnough(
      long[] fees, int maxFeeAt, int maxPriorityFeeAt, TransactionFields rival) {
    long[] offered = rival.words();
    return Word256.isLess(fees, maxFeeAt, offered, TransactionFields.MAX_FEE_PER_GAS)
        && isRaised(fees, maxFeeAt, offered, TransactionFields.MAX_FEE_PER_GAS)
        && isRaised(fees, maxPriorityFeeAt, offered, TransactionFields.MAX_PRIORITY_FEE_PER_GAS);
  }

  /** {@code new * 10 >= old * 11}, exactly: {@code new >= ceil(old * 11 / 10)}. */
  private boolean isRaised(long[] fees, int at, long[] offered, int offeredAt) {
    long overflows =
        mulDiv.divide(fees, at, RAISE, 4, RAISE, 0, true, least, 0, least, Word256.LONGS);
    return overflows == 0 && !Word256.isLess(offered, offeredAt, least, 0);
  }
}
