package io.braid.protocol.record;

/**
 * Why a record is malformed; the first that applies. The faults from {@link #TIME_GOES_BACK} on
 * depend on the shard's state and are found by the shard machine.
 */
public enum RecordFault {
  UNKNOWN_VERSION(1),
  UNKNOWN_TYPE(2),
  /** The record ends too early. */
  TRUNCATED(3),
  /** A count or length is 0 where it may not be, or above its limit. */
  OUT_OF_RANGE(4),
  /** A symbol or name is not well-formed UTF-8. */
  MALFORMED_TEXT(5),
  /** The record goes on behind its end. */
  TRAILING_BYTES(6),
  TIME_GOES_BACK(16),
  WRONG_PROTOCOL(17),
  WRONG_TOKEN(18),
  WRONG_EVENT_INDEX(19),
  WRONG_EVENT(20),
  WRONG_SHARD(21),
  BLOCK_TOO_HIGH(22),
  WRONG_MESSAGE(23);

  private final int code;

  RecordFault(int code) {
    this.code = code;
  }

  /** The fault byte of a diff. */
  public int code() {
    return code;
  }

  /** The fault with this code, or null if there is none. */
  static RecordFault of(int code) {
    for (RecordFault fault : values()) {
      if (fault.code == code) {
        return fault;
      }
    }
    return null;
  }
}
