package io.braid.protocol.shard;

/** The logs cannot be what honest shards wrote: a record differs from what the replay computes. */
public final class ReplayDifferenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ReplayDifferenceException(int shard, long offset, String difference) {
    super("shard %d, offset %d: %s".formatted(shard, offset, difference));
  }
}
