package io.braid.protocol.record;

import io.braid.protocol.codec.ByteReader;

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

  /** The fault met before, else that of the field just read, or null. */
  static RecordFault first(RecordFault before, ByteReader in, boolean isInRange) {
    if (before != null) {
      return before;
    }
    if (in.isOverrun()) {
      return TRUNCATED;
    }
    return isInRange ? null : OUT_OF_RANGE;
  }

  /** As {@link #first}, at the end of the record. */
  static RecordFault atEnd(RecordFault before, ByteReader in) {
    RecordFault fault = first(before, in, true);
    return fault == null && in.remaining() != 0 ? TRAILING_BYTES : fault;
  }

  /** Whether the bytes alone show it, without the state of a shard. */
  boolean isOfBytes() {
    return compareTo(TIME_GOES_BACK) < 0;
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
