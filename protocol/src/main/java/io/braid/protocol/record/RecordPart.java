package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteWriter;

/**
 * A part of a record that is too long for a log. It means nothing by itself: a {@link PartList}
 * behind it in the same log names it. Who reads a log passes over parts.
 */
public final class RecordPart {

  private static final int BYTES_AT = 2;

  private RecordPart() {}

  /** How many parts a record has: 1 if it stands in a log as it is. */
  public static int count(byte[] record) {
    return Math.max(1, Math.ceilDiv(record.length, Limits.PART_BYTES_MAX));
  }

  /** The bytes of a part, by its index: all are as long as they may be but the last. */
  public static byte[] encode(byte[] record, int index) {
    int from = Math.multiplyExact(index, Limits.PART_BYTES_MAX);
    ByteWriter out = new ByteWriter();
    RecordType.PART.begin(out);
    out.writeBytes(record, from, Math.min(Limits.PART_BYTES_MAX, record.length - from));
    return out.toByteArray();
  }

  /** Whether bytes of a log are a part. */
  public static boolean isPart(byte[] bytes) {
    return RecordType.of(bytes) == RecordType.PART;
  }

  /** How much of a record a part holds. */
  static int length(byte[] part) {
    return part.length - BYTES_AT;
  }

  static void copyTo(byte[] part, byte[] record, int at) {
    System.arraycopy(part, BYTES_AT, record, at, length(part));
  }
}
