package io.braid.protocol.shard;

/** A record that the global replay ran, and its diff. */
public final class Replayed {

  private final int shard;
  private final long offset;
  private final byte[] diff;

  Replayed(int shard, long offset, byte[] diff) {
    this.shard = shard;
    this.offset = offset;
    this.diff = diff;
  }

  /** Whose log it stands in. */
  public int shard() {
    return shard;
  }

  /** Where it stands there. */
  public long offset() {
    return offset;
  }

  /** What it did, as a record. */
  public byte[] diff() {
    return diff;
  }
}
