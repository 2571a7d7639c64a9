package io.braid.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that was read from a log. */
public final class LogRecord {

  private final int partition;
  private final long offset;
  private final byte[] value;

  /** A record; the array belongs to it. */
  public LogRecord(int partition, long offset, byte[] value) {
    this.partition = partition;
    this.offset = offset;
    this.value = value;
  }

  /** What was read by a consumer. One without a value, which others can write, has no bytes. */
  public static LogRecord of(ConsumerRecord<byte[], byte[]> read) {
    return new LogRecord(
        read.partition(), read.offset(), read.value() == null ? new byte[0] : read.value());
  }

  /** The partition it stands in. */
  public int partition() {
    return partition;
  }

  /** Where it stands there. */
  public long offset() {
    return offset;
  }

  /** The record; not a copy. */
  public byte[] value() {
    return value;
  }
}
