package io.braid.executor.kafka;

/** Limits of the executors on Kafka, and how long they wait, each with its unit. */
final class ExecutorLimits {

  /** Records of a shard whose outputs may be unacknowledged at once. */
  static final int UNFINISHED_RECORDS_MAX = 512;

  /** Input records of a shard in memory from which on its partition is paused. */
  static final int INPUT_RECORDS_HIGH = 1_000;

  /** Input records of a shard in memory down to which its partition stays paused. */
  static final int INPUT_RECORDS_LOW = 500;

  /** Bytes of a shard's input in memory from which on its partition is paused. */
  static final long INPUT_BYTES_HIGH = 32L << 20;

  /** Bytes of a shard's input in memory down to which its partition stays paused. */
  static final long INPUT_BYTES_LOW = 16L << 20;

  /** How long a poll waits, in milliseconds. Whoever needs it sooner wakes it. */
  static final int POLL_MS = 100;

  /** How often offsets are committed, for those who look at the group, in milliseconds. */
  static final int COMMIT_MS = 1_000;

  /** How long a shard that was given away is waited for, in milliseconds, all together. */
  static final int STOP_TIMEOUT_MS = 2_000;

  /**
   * How long shards may take at a clean stop until their outputs are durable and a snapshot is on
   * its way, in milliseconds, all together.
   */
  static final int FINISH_TIMEOUT_MS = 3_000;

  /** How long the consumer may take to leave its group, in milliseconds. */
  static final int LEAVE_TIMEOUT_MS = 5_000;

  /** How long closing waits for the polling thread, in milliseconds. */
  static final int CLOSE_TIMEOUT_MS = 10_000;

  /**
   * Between two attempts to read snapshots from a cluster that does not answer, in milliseconds.
   */
  static final int RETRY_MS = 500;

  /** How long one read of the snapshots waits, in milliseconds. */
  static final int SNAPSHOT_POLL_MS = 200;

  private ExecutorLimits() {}
}
