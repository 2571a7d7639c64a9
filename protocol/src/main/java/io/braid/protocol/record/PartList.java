package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in a log in the place of a record that is too long for it, behind the parts of that
 * record.
 *
 * @param totalBytes of the record
 * @param digest Keccak-256 of the record
 * @param offsets of its {@link RecordPart}s in the same partition, ascending
 */
public record PartList(long totalBytes, Word digest, List<Long> offsets) {

  /** Checks the ranges: there are as many parts as the length needs, in the order of the log. */
  public PartList {
    if (!isCount(totalBytes, offsets.size()) || !isAscending(offsets)) {
      throw new IllegalArgumentException(
          "a record of %d bytes has no parts at offsets %s".formatted(totalBytes, offsets));
    }
    offsets = List.copyOf(offsets);
  }

  /** The list of the parts of a record, which stand at these offsets. */
  public static PartList of(byte[] record, List<Long> offsets) {
    return new PartList(record.length, Word.of(Keccak256.hash(record)), offsets);
  }

  private static boolean isCount(long totalBytes, int count) {
    long bytesMax = (long) Limits.PARTS_MAX * Limits.PART_BYTES_MAX;
    return totalBytes > Limits.PART_BYTES_MAX
        && totalBytes <= bytesMax
        && count == Math.ceilDiv(totalBytes, Limits.PART_BYTES_MAX);
  }

  private static boolean isAscending(List<Long> offsets) {
    long least = 0;
    for (long offset : offsets) {
      if (offset < least) {
        return false;
      }
      least = offset + 1;
    }
    return true;
  }

  /** The bytes of the list. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    RecordType.PART_LIST.begin(out);
    out.writeInteger(totalBytes, 8);
    out.writeWord(digest.toLongs(), 0);
    out.writeInteger(offsets.size(), 2);
    offsets.forEach(offset -> out.writeInteger(offset, 8));
    return out.toByteArray();
  }

  /** Reads a list out of a part of an array. */
  public static Decoded<PartList> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault fault = RecordType.PART_LIST.readBegin(in);
    long totalBytes = in.readInteger(8);
    long bytesMax = (long) Limits.PARTS_MAX * Limits.PART_BYTES_MAX;
    fault =
        RecordFault.first(fault, in, totalBytes > Limits.PART_BYTES_MAX && totalBytes <= bytesMax);
    long[] digest = new long[Word256.LONGS];
    in.readWord(Word256.BYTES, digest, 0);
    int count = in.readInt(2);
    fault = RecordFault.first(fault, in, isCount(totalBytes, count));
    List<Long> offsets = new ArrayList<>();
    long least = 0;
    while (fault == null && offsets.size() < count) {
      long next = in.readInteger(8);
      fault = RecordFault.first(null, in, next >= least && next < Long.MAX_VALUE);
      offsets.add(next);
      least = next + 1;
    }
    fault = RecordFault.atEnd(fault, in);
    return fault != null
        ? Decoded.fault(fault)
        : Decoded.of(new PartList(totalBytes, Word.of(digest, 0), offsets));
  }

  /**
   * Joins what stands at the offsets to the record.
   *
   * @param parts in the order of the offsets
   * @return null if these are not its parts
   */
  public byte[] join(List<byte[]> parts) {
    byte[] record = new byte[(int) totalBytes];
    int at = 0;
    for (byte[] part : parts) {
      int expected = Math.min(Limits.PART_BYTES_MAX, record.length - at);
      if (!RecordPart.isPart(part) || RecordPart.length(part) != expected) {
        return null;
      }
      RecordPart.copyTo(part, record, at);
      at += expected;
    }
    return Word.of(Keccak256.hash(record)).equals(digest) ? record : null;
  }
}
