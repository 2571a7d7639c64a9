package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Word;

/** Cuts a snapshot into chunks, each made when it is asked for. */
public final class SnapshotSplitter {

  private final int shard;
  private final long nextOffset;
  private final byte[] snapshot;
  private final Word digest;

  /**
   * The chunks of a snapshot, which nobody may change from now on.
   *
   * @param nextOffset of the input record that follows the snapshot
   * @throws IllegalArgumentException if it is empty or longer than all chunks together
   */
  public SnapshotSplitter(int shard, long nextOffset, byte[] snapshot) {
    long bytesMax = (long) Limits.SNAPSHOT_CHUNKS_MAX * Limits.SNAPSHOT_CHUNK_BYTES_MAX;
    if (snapshot.length == 0 || snapshot.length > bytesMax) {
      throw new IllegalArgumentException(
          "a snapshot in chunks has 1 to %d bytes, not %d".formatted(bytesMax, snapshot.length));
    }
    this.shard = shard;
    this.nextOffset = nextOffset;
    this.snapshot = snapshot;
    this.digest = Word.of(Keccak256.hash(snapshot));
  }

  /** How many chunks there are. */
  public int count() {
    return Math.ceilDiv(snapshot.length, Limits.SNAPSHOT_CHUNK_BYTES_MAX);
  }

  /** The record of a chunk, by its index. */
  public byte[] chunk(int index) {
    int at = Math.multiplyExact(index, Limits.SNAPSHOT_CHUNK_BYTES_MAX);
    int length = Math.min(Limits.SNAPSHOT_CHUNK_BYTES_MAX, snapshot.length - at);
    return SnapshotChunk.encode(
        shard, nextOffset, index, count(), snapshot.length, digest, snapshot, at, length);
  }
}
