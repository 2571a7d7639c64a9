package io.braid.protocol.ledger;

/** What an L1 event asks of its owner's shard. */
public enum EventKind {
  DEPOSIT(1, 0),
  FORCED_EXIT(2, 0),
  FORCED_EXIT_SHARES(3, 3);

  private final int code;
  private final int wordCount;

  EventKind(int code, int wordCount) {
    this.code = code;
    this.wordCount = wordCount;
  }

  /** The kind byte. */
  public int code() {
    return code;
  }

  /** How many words an event of this kind carries, 0 to 6. */
  public int wordCount() {
    return wordCount;
  }

  /** The kind with this code, or null if there is none. */
  public static EventKind of(int code) {
    for (EventKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
