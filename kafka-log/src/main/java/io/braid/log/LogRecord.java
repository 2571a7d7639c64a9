package io.braid.log;

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
