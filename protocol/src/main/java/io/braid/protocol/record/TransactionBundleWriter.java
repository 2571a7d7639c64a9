package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.types.Address;

/** Writes a transaction bundle. Reused; allocates nothing in steady state. */
public final class TransactionBundleWriter {

  private static final int COUNT_AT = 2;

  private final ByteWriter out = new ByteWriter();
  private int count;

  /** A writer of an empty bundle. */
  public TransactionBundleWriter() {
    begin();
  }

  /** Begins the next bundle. */
  public void begin() {
    out.clear();
    RecordType.TRANSACTIONS.begin(out);
    out.writeInteger(0, 2);
    count = 0;
  }

  /** Whether the bundle is full. */
  public boolean isFull() {
    return count == Limits.TRANSACTIONS_IN_BUNDLE_MAX;
  }

  /**
   * Appends a transaction.
   *
   * @throws IllegalArgumentException if it is too long for any bundle
   * @throws IllegalStateException if the bundle is full
   */
  public void add(byte[] sender, int senderAt, byte[] raw, int rawAt, int rawLength) {
    if (rawLength > Limits.TRANSACTION_BYTES_MAX) {
      throw new IllegalArgumentException("a transaction of %d bytes".formatted(rawLength));
    }
    if (isFull()) {
      throw new IllegalStateException("the bundle is full");
    }
    out.writeBytes(sender, senderAt, Address.BYTES);
    out.writeInteger(rawLength, 2);
    out.writeBytes(raw, rawAt, rawLength);
    count++;
    out.setInteger(COUNT_AT, count, 2);
  }

  /** How many transactions there are. */
  public int count() {
    return count;
  }

  /** The record; not one until a transaction was added. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
