package io.braid.protocol.record;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import java.util.List;
import java.util.OptionalLong;

/** The kinds of records, and the two bytes with which each begins. */
public enum RecordType {
  HEADER(1),
  TRANSACTIONS(2),
  MESSAGES(3),
  DIFF(4),
  SNAPSHOT(5),
  SNAPSHOT_CHUNK(6),
  INGRESS_BUNDLE(7),
  INGRESS_ANSWER(8),
  PART(9),
  PART_LIST(10);

  /** The version of every record. */
  public static final int VERSION = 1;

  private static final List<RecordType> TYPES = List.of(values());

  /** Where the block stands: behind version, type and the fields before it. */
  private static final int HEADER_BLOCK_AT = 2;

  private static final int MESSAGES_BLOCK_AT = 2 + 2 + 8 + 2 + 8 + 4;
  private static final int DIFF_BLOCK_AT = 2 + 2 + 8;
  private static final int NO_BLOCK = -1;

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  /** The type byte. */
  public int code() {
    return code;
  }

  /** Writes version and type. */
  public void begin(ByteWriter out) {
    out.writeInteger(VERSION, 1);
    out.writeInteger(code, 1);
  }

  /** Reads version and type; the fault if they are not of this type, else null. */
  public RecordFault readBegin(ByteReader in) {
    int version = in.readInt(1);
    int type = in.readInt(1);
    if (in.isOverrun()) {
      return RecordFault.TRUNCATED;
    }
    if (version != VERSION) {
      return RecordFault.UNKNOWN_VERSION;
    }
    return type == code ? null : RecordFault.UNKNOWN_TYPE;
  }

  /**
   * The type of a record by its version and type byte, or null if it begins like none. For those
   * who show records; who reads one asks its decoder.
   */
  public static RecordType of(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != VERSION) {
      return null;
    }
    for (RecordType type : TYPES) {
      if (type.code == bytes[1]) {
        return type;
      }
    }
    return null;
  }

  /**
   * The block that a record of this type names (a header its own, a message bundle its emitter's, a
   * diff the one after it), as an unsigned number; empty if the type names none or the record is
   * too short. For those who show records.
   */
  public OptionalLong blockOf(byte[] bytes) {
    int at =
        switch (this) {
          case HEADER -> HEADER_BLOCK_AT;
          case MESSAGES -> MESSAGES_BLOCK_AT;
          case DIFF -> DIFF_BLOCK_AT;
          case TRANSACTIONS,
              SNAPSHOT,
              SNAPSHOT_CHUNK,
              INGRESS_BUNDLE,
              INGRESS_ANSWER,
              PART,
              PART_LIST ->
              NO_BLOCK;
        };
    if (at == NO_BLOCK || bytes.length < at + Long.BYTES) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(new ByteReader().open(bytes, at, Long.BYTES).readInteger(Long.BYTES));
  }

  /** The type of an input record by its second byte, or null if it is none. */
  public static RecordType ofInput(byte[] bytes, int offset, int length) {
    if (length < 2) {
      return null;
    }
    return switch (bytes[offset + 1]) {
      case 1 -> HEADER;
      case 2 -> TRANSACTIONS;
      case 3 -> MESSAGES;
      default -> null;
    };
  }
}
