package io.braid.node.loadtest.workload;

import io.braid.protocol.transaction.Refusal;
import java.util.List;

/** What a transaction of a run is, and what must become of it. */
public enum Kind {
  /** Pays another account. */
  TRANSFER(null, null),
  /** Sells ETH to a pool. */
  SWAP(null, null),
  /**
   * Its signature was changed, so that it is that of somebody who has nothing and may live on
   * another shard.
   */
  WRONG_SIGNATURE(Refusal.INSUFFICIENT_FUNDS_FOR_FEE, Refusal.WRONG_SHARD),
  NONCE_TOO_LOW(Refusal.NONCE_TOO_LOW, null),
  /** Its nonce is too far ahead to wait for those before. */
  NONCE_GAP(Refusal.NONCE_TOO_HIGH, null),
  INSUFFICIENT_FUNDS(Refusal.INSUFFICIENT_FUNDS_FOR_FEE, null),
  /** The last byte is missing. */
  MALFORMED(Refusal.RLP_ITEM_EXCEEDS_INPUT, null);

  /** Those that must be refused. */
  static final List<Kind> BAD =
      List.of(WRONG_SIGNATURE, NONCE_TOO_LOW, NONCE_GAP, INSUFFICIENT_FUNDS, MALFORMED);

  /** The expected refusal, or null for a good one. */
  private final Refusal refusal;

  /** Another that will do, or null. */
  private final Refusal other;

  Kind(Refusal refusal, Refusal other) {
    this.refusal = refusal;
    this.other = other;
  }

  /** Whether it must get a receipt; all others must be refused. */
  public boolean isGood() {
    return refusal == null;
  }

  /** Whether this refusal, by its name, is the expected one. */
  public boolean expects(String name) {
    return isNamed(refusal, name) || isNamed(other, name);
  }

  private static boolean isNamed(Refusal refusal, String name) {
    return refusal != null && refusal.name().equals(name);
  }
}
