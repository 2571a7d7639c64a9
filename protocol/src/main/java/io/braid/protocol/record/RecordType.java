package io.braid.protocol.record;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;

/** The kinds of records, and the two bytes with which each begins. */
public enum RecordType {
  HEADER(1),
  TRANSACTIONS(2),
  MESSAGES(3),
  DIFF(4),
  SNAPSHOT(5);

  /** The version of every record. */
  public static final int VERSION = 1;

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
