package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;

/**
 * A part of a snapshot, small enough for a log. {@link SnapshotSplitter} makes the parts of a
 * snapshot, {@link SnapshotAssembler} joins them.
 */
public final class SnapshotChunk {

  private final int shard;
  private final long nextOffset;
  private final int index;
  private final int count;
  private final long totalBytes;
  private final Word digest;
  private final byte[] bytes;

  /**
   * A chunk; the ranges are those that {@link #decode} takes.
   *
   * @param nextOffset of the input record that follows the snapshot
   * @param index of the chunk, from 0
   * @param count of the snapshot's chunks
   * @param totalBytes of the snapshot
   * @param digest Keccak-256 of the snapshot
   * @param bytes belongs to the chunk from now on
   */
  SnapshotChunk(
      int shard,
      long nextOffset,
      int index,
      int count,
      long totalBytes,
      Word digest,
      byte[] bytes) {
    this.shard = shard;
    this.nextOffset = nextOffset;
    this.index = index;
    this.count = count;
    this.totalBytes = totalBytes;
    this.digest = digest;
    this.bytes = bytes;
  }

  /** Whose snapshot it is a part of. */
  public int shard() {
    return shard;
  }

  /** The offset of the input record that follows the snapshot. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Which chunk this is, from 0. */
  public int index() {
    return index;
  }

  /** How many chunks the snapshot has. */
  public int count() {
    return count;
  }

  /** How many bytes the snapshot has. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Keccak-256 of the snapshot. */
  public Word digest() {
    return digest;
  }

  /** How many bytes of the snapshot this chunk holds. */
  public int length() {
    return bytes.length;
  }

  /** Copies what it holds of the snapshot into an array. */
  public void copyTo(byte[] out, int at) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
  }

  /** Whether both are parts of one snapshot. */
  boolean isOfSameSnapshot(SnapshotChunk other) {
    return shard == other.shard
        && nextOffset == other.nextOffset
        && count == other.count
        && totalBytes == other.totalBytes
        && digest.equals(other.digest);
  }

  /** The bytes of the record. */
  public byte[] encode() {
    return encode(shard, nextOffset, index, count, totalBytes, digest, bytes, 0, bytes.length);
  }

  static byte[] encode(
      int shard,
      long nextOffset,
      int index,
      int count,
      long totalBytes,
      Word digest,
      byte[] snapshot,
      int at,
      int length) {
    ByteWriter out = new ByteWriter();
    RecordType.SNAPSHOT_CHUNK.begin(out);
    out.writeInteger(shard, 2);
    out.writeInteger(nextOffset, 8);
    out.writeInteger(index, 4);
    out.writeInteger(count, 4);
    out.writeInteger(totalBytes, 8);
    out.writeWord(digest.toLongs(), 0);
    out.writeInteger(length, 4);
    out.writeBytes(snapshot, at, length);
    return out.toByteArray();
  }

  /** Reads a chunk out of a part of an array. */
  public static Decoded<SnapshotChunk> decode(byte[] bytes, int offset, int length) {
    ByteReader in = new ByteReader().open(bytes, offset, length);
    RecordFault fault = RecordType.SNAPSHOT_CHUNK.readBegin(in);
    int shard = in.readInt(2);
    long nextOffset = in.readInteger(8);
    fault = RecordFault.first(fault, in, nextOffset >= 0);
    long index = in.readInteger(4);
    fault = RecordFault.first(fault, in, index < Limits.SNAPSHOT_CHUNKS_MAX);
    long count = in.readInteger(4);
    fault = RecordFault.first(fault, in, count > index && count <= Limits.SNAPSHOT_CHUNKS_MAX);
    long totalBytes = in.readInteger(8);
    long totalMax = count * Limits.SNAPSHOT_CHUNK_BYTES_MAX;
    fault = RecordFault.first(fault, in, totalBytes >= count && totalBytes <= totalMax);
    long[] digest = new long[Word256.LONGS];
    in.readWord(Word256.BYTES, digest, 0);
    long size = in.readInteger(4);
    long sizeMax = Math.min(totalBytes, Limits.SNAPSHOT_CHUNK_BYTES_MAX);
    fault = RecordFault.first(fault, in, size > 0 && size <= sizeMax);
    if (fault != null) {
      return Decoded.fault(fault);
    }
    byte[] part = in.readBytes((int) size);
    fault = RecordFault.atEnd(null, in);
    return fault != null
        ? Decoded.fault(fault)
        : Decoded.of(
            new SnapshotChunk(
                shard, nextOffset, (int) index, (int) count, totalBytes, Word.of(digest, 0), part));
  }
}
