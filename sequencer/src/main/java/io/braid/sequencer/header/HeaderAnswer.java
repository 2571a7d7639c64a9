package io.braid.sequencer.header;

/** What the writer of headers wants done with a header. */
public abstract sealed class HeaderAnswer {

  private final long block;
  private final byte[] record;

  private HeaderAnswer(long block, byte[] record) {
    this.block = block;
    this.record = record;
  }

  /** The header's number. */
  public long block() {
    return block;
  }

  /** The header; belongs to the receiver, who appends it as it is. */
  public byte[] record() {
    return record;
  }

  /**
   * Append it to {@code braid.blocks}. It counts, or another with its number does, when it is read
   * back; a failed append is fatal.
   */
  public static final class Append extends HeaderAnswer {
    Append(long block, byte[] record) {
      super(block, record);
    }
  }

  /**
   * It counts: append it to the input log of every shard, and tell of each acknowledgement; a
   * failed append is fatal.
   */
  public static final class Copy extends HeaderAnswer {
    Copy(long block, byte[] record) {
      super(block, record);
    }
  }
}
