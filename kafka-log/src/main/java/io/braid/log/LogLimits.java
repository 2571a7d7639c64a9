package io.braid.log;

import java.time.Duration;

/** Limits of the logs on Kafka, and how long its clients wait, each with its unit. */
public final class LogLimits {

  /** Bytes of a record, its key, headers and the batch around it included. */
  public static final int RECORD_BYTES_MAX = 16 << 20;

  /**
   * Bytes that Kafka keeps of each partition of the snapshots, at least: two of the largest
   * snapshots, so that one is complete while the next is written.
   */
  public static final long SNAPSHOTS_RETAINED_BYTES = 4L << 30;

  /** How long Kafka keeps the ingress, in milliseconds: it has 7 days to be read. */
  public static final long INGRESS_RETAINED_MS = 7L * 24 * 60 * 60 * 1_000;

  /** How long Kafka keeps the answers to the ingress, in milliseconds: a day. */
  public static final long ANSWERS_RETAINED_MS = 24L * 60 * 60 * 1_000;

  /** Bytes that Kafka keeps of each partition of the answers, at least. */
  public static final long ANSWERS_RETAINED_BYTES = 1L << 30;

  /**
   * How long an append may take until it counts as failed, in milliseconds: long enough for a
   * broker to be replaced by another.
   */
  static final int APPEND_TIMEOUT_MS = 60_000;

  /** How long one request to a broker may take before it is sent again, in milliseconds. */
  static final int REQUEST_TIMEOUT_MS = 15_000;

  /** Bytes of appends that wait in memory; who appends more waits. */
  static final long APPEND_BUFFER_BYTES = 64L << 20;

  /** Bytes that are gathered into one request for a partition, if that many wait. */
  static final int APPEND_BATCH_BYTES = 256 << 10;

  /** How long an append waits for others to share its request, in milliseconds. */
  static final int APPEND_LINGER_MS = 1;

  /** How long a closing appender waits for what is under way, in milliseconds. */
  static final int APPEND_CLOSE_TIMEOUT_MS = 10_000;

  /** Records that one read gives at most. */
  static final int READ_RECORDS_MAX = 500;

  /** Bytes that a reader fetches ahead from one partition; one record may be larger. */
  static final int READ_PARTITION_BYTES_MAX = 4 << 20;

  /** Bytes that a reader fetches ahead from one broker. */
  static final int READ_BYTES_MAX = 32 << 20;

  /** Transactions that a writer gathers into one record of the ingress. */
  static final int INGRESS_BUNDLE_TRANSACTIONS = 256;

  /** Bytes that a writer gathers into one record of the ingress; one transaction fits. */
  static final int INGRESS_BUNDLE_BYTES = 256 << 10;

  /** How long a transaction waits for others to share its record, in milliseconds, at most. */
  static final int INGRESS_LINGER_MS = 5;

  /** Transactions of a writer that may be without an answer; who writes more waits. */
  static final int UNANSWERED_MAX = 65_536;

  /** Answers to others that a writer keeps of each partition while its own bundle is on its way. */
  static final int EARLY_ANSWERS_MAX = 1_000;

  /** How long a question about topics and offsets may take, in milliseconds. */
  static final int QUESTION_TIMEOUT_MS = 30_000;

  /** How long one read of a part waits. */
  static final Duration PART_POLL = Duration.ofMillis(100);

  /** How often a topic or ACL that was just created is asked for, in milliseconds. */
  static final int CREATED_POLL_MS = 50;

  /** Between two signs of life of a group's member, as a part of the session timeout. */
  static final int HEARTBEATS_IN_SESSION = 5;

  /** How long a lease's holder waits for news of its group, in milliseconds. */
  static final int LEASE_POLL_MS = 100;

  /** How long a consumer may take to leave its group, in milliseconds. */
  static final int LEAVE_TIMEOUT_MS = 5_000;

  /**
   * How long a group's reader may be away before its partitions are given away, in milliseconds.
   */
  static final int GROUP_POLL_INTERVAL_MAX_MS = 60_000;

  /** How long a question about the state of the system may take, in milliseconds. */
  static final int STATUS_TIMEOUT_MS = 3_000;

  private LogLimits() {}
}
