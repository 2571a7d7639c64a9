package io.braid.protocol.record;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the chunks of a shard's snapshot log, in its order, to the newest complete snapshot. What
 * is incomplete, or does not match its digest, is dropped; so are the chunks of other shards. Two
 * executors may have written at once: a snapshot whose chunks stand among those of another, or
 * twice, is found all the same.
 */
public final class SnapshotAssembler {

  /** A complete snapshot. */
  public static final class Snapshot {
    private final long nextOffset;
    private final byte[] bytes;

    private Snapshot(long nextOffset, byte[] bytes) {
      this.nextOffset = nextOffset;
      this.bytes = bytes;
    }

    /** The offset of the input record that follows the snapshot. */
    public long nextOffset() {
      return nextOffset;
    }

    /** The snapshot; not a copy. */
    public byte[] bytes() {
      return bytes;
    }
  }

  private final int shard;

  /** The chunks so far of the snapshot that is being put together, in order. */
  private final List<SnapshotChunk> chunks = new ArrayList<>();

  private long bytesSoFar;
  private Snapshot newest;
  private int droppedCount;

  /** An assembler for the snapshots of one shard. */
  public SnapshotAssembler(int shard) {
    this.shard = shard;
  }

  /** The complete snapshot with the highest next offset, or null. */
  public Snapshot newest() {
    return newest;
  }

  /** How many snapshots were begun and dropped, because they were incomplete or inconsistent. */
  public int droppedCount() {
    return droppedCount;
  }

  /** Takes in the next chunk. */
  public void accept(SnapshotChunk chunk) {
    if (chunk.shard() != shard) {
      return;
    }
    boolean isOfCurrent = !chunks.isEmpty() && chunks.getFirst().isOfSameSnapshot(chunk);
    if (!isOfCurrent) {
      if (chunk.index() == 0) {
        drop();
        add(chunk);
      }
    } else if (chunk.index() == chunks.size()) {
      add(chunk);
    } else if (chunk.index() > chunks.size()) {
      drop();
    }
  }

  private void add(SnapshotChunk chunk) {
    chunks.add(chunk);
    bytesSoFar += chunk.length();
    if (bytesSoFar > chunk.totalBytes()) {
      drop();
    } else if (chunks.size() == chunk.count()) {
      complete(chunk);
    }
  }

  private void complete(SnapshotChunk last) {
    if (bytesSoFar != last.totalBytes()) {
      drop();
      return;
    }
    byte[] bytes = new byte[(int) bytesSoFar];
    int at = 0;
    for (SnapshotChunk chunk : chunks) {
      chunk.copyTo(bytes, at);
      at += chunk.length();
    }
    if (!Word.of(Keccak256.hash(bytes)).equals(last.digest())) {
      drop();
      return;
    }
    clear();
    if (newest == null || last.nextOffset() >= newest.nextOffset) {
      newest = new Snapshot(last.nextOffset(), bytes);
    }
  }

  private void drop() {
    if (!chunks.isEmpty()) {
      droppedCount++;
    }
    clear();
  }

  private void clear() {
    chunks.clear();
    bytesSoFar = 0;
  }
}
