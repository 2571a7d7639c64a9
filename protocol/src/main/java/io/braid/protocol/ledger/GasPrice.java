package io.braid.protocol.ledger;

import io.braid.protocol.math.Word256;

/**
 * What a transaction pays for a unit of gas (EIP-1559): the base fee, and the tip as far as the fee
 * cap leaves room. The programs charge it; this is the figure for receipts.
 */
public final class GasPrice {

  private GasPrice() {}

  /**
   * The price, when the fee cap is at least the base fee.
   *
   * @param baseFee in wei, unsigned
   * @param fees holds the fee cap and the highest tip, words
   */
  public static void of(
      long baseFee, long[] fees, int maxFeeAt, int maxPriorityFeeAt, long[] out, int at) {
    Word256.set(out, at, baseFee);
    int carry = Word256.add(out, at, fees, maxPriorityFeeAt, out, at);
    if (carry != 0 || Word256.isLess(fees, maxFeeAt, out, at)) {
      Word256.copy(fees, maxFeeAt, out, at);
    }
  }
}
