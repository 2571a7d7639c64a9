package io.braid.node.loadtest.outcome;

/** What has become of a transaction in the end. */
public enum Fate {
  /** A receipt with status 1. */
  SUCCEEDED,
  /** A receipt with status 0. */
  FAILED,
  /** The answer to its sending was an error. */
  REFUSED_AT_ONCE,
  /** It was acknowledged, and a shard refused it. */
  REFUSED_LATER,
  /** It was acknowledged, and waits for the nonces before its own. */
  QUEUED,
  /** Nobody knows whether it came in, and it has no outcome. */
  NO_ANSWER,
  /** It was acknowledged and has no outcome, or an outcome and no receipt. */
  LOST,
  /** It has two outcomes. */
  DUPLICATED;

  /** Whether it has a receipt. */
  public boolean hasReceipt() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Whether it was refused, with a reason. */
  public boolean isRefused() {
    return this == REFUSED_AT_ONCE || this == REFUSED_LATER;
  }
}
