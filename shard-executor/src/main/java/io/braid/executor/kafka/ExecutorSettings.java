package io.braid.executor.kafka;

import io.braid.log.KafkaCluster;
import io.braid.log.Topics;

/**
 * What a process that runs shards is started with.
 *
 * @param name of the process, unique among those that run shards, for logs and Kafka's tools
 * @param snapshotRecords after how many records of a shard its next snapshot is taken
 * @param sessionTimeoutMs after how many milliseconds without a sign of life another process takes
 *     over; the brokers' {@code group.min.session.timeout.ms} must allow it
 */
public record ExecutorSettings(
    KafkaCluster cluster, Topics topics, String name, int snapshotRecords, int sessionTimeoutMs) {

  /** A snapshot after so many records, where nothing else is said. */
  public static final int DEFAULT_SNAPSHOT_RECORDS = 20_000;

  /** Where nothing else is said: with a second for what follows, 8 s have room for it. */
  public static final int DEFAULT_SESSION_TIMEOUT_MS = 4_000;

  /** A session must outlast some heartbeats and a pause of the garbage collector. */
  public static final int SESSION_TIMEOUT_MIN_MS = 1_000;

  /** Checks the ranges. */
  public ExecutorSettings {
    if (snapshotRecords < 1) {
      throw new IllegalArgumentException(
          "a snapshot is taken after 1 record or more, not " + snapshotRecords);
    }
    if (sessionTimeoutMs < SESSION_TIMEOUT_MIN_MS) {
      throw new IllegalArgumentException(
          "a session of an executor has at least %d ms, not %d"
              .formatted(SESSION_TIMEOUT_MIN_MS, sessionTimeoutMs));
    }
  }
}
