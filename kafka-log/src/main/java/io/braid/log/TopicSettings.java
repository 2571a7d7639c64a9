package io.braid.log;

import io.braid.protocol.types.ShardCount;

/**
 * What the topics of a chain are made with.
 *
 * @param shards of the chain, fixed at genesis
 * @param replicas of each partition: 1 on a single broker, 3 in a cluster
 * @param inSyncMin replicas that must have a record before it is acknowledged: 1, or 2 of 3
 */
public record TopicSettings(ShardCount shards, int replicas, int inSyncMin) {

  /** Replicas of a partition that Kafka can count. */
  private static final int REPLICAS_MAX = Short.MAX_VALUE;

  /** Checks the ranges. */
  public TopicSettings {
    if (replicas < 1 || replicas > REPLICAS_MAX) {
      throw new IllegalArgumentException(
          "a partition has 1 to %d replicas, not %d".formatted(REPLICAS_MAX, replicas));
    }
    if (inSyncMin < 1 || inSyncMin > replicas) {
      throw new IllegalArgumentException(
          "1 to %d of %d replicas can be asked to be in sync, not %d"
              .formatted(replicas, replicas, inSyncMin));
    }
  }
}
