package io.braid.protocol.ledger;

/** What a message asks of its owner's shard. Its kind fixes the program that consumes it. */
public enum MessageKind {
  CREDIT(1, 0),
  CREDIT_PAIR(2, 0),
  PULL(3, 3),
  PULL_REMOTE(4, 3),
  SWEEP(5, 1),
  SWEEP_REMOTE(6, 1),
  ADD_LIQUIDITY(7, 4),
  REMOVE_LIQUIDITY(8, 6),
  SWAP(9, 5),
  EXIT_SHARES(10, 2);

  private final int code;
  private final int wordCount;

  MessageKind(int code, int wordCount) {
    this.code = code;
    this.wordCount = wordCount;
  }

  /** The kind byte. */
  public int code() {
    return code;
  }

  /** How many words a message of this kind carries, 0 to 6. */
  public int wordCount() {
    return wordCount;
  }

  /** The kind with this code, or null if there is none. */
  public static MessageKind of(int code) {
    return code >= 1 && code <= KINDS.length ? KINDS[code - 1] : null;
  }

  private static final MessageKind[] KINDS = values();
}
