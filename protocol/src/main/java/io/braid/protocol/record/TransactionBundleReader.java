package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.types.Address;

/**
 * Walks over a transaction bundle without copying it. The whole bundle is checked before the first
 * entry is given. Reused; allocates nothing.
 */
public final class TransactionBundleReader {

  /** Where the number of transactions stands: behind version and type. */
  private static final int COUNT_AT = 2;

  private static final int COUNT_BYTES = 2;

  private final ByteReader in = new ByteReader();
  private byte[] bytes;
  private int left;
  private int senderAt;
  private int rawAt;
  private int rawLength;

  /**
   * How many transactions a record says that it holds, 0 if it is no transaction bundle. For those
   * who count; who reads one opens it.
   */
  public static int count(byte[] record) {
    return RecordType.ofInput(record, 0, record.length) == RecordType.TRANSACTIONS
            && record.length >= COUNT_AT + COUNT_BYTES
        ? (record[COUNT_AT] & 0xff) << 8 | (record[COUNT_AT + 1] & 0xff)
        : 0;
  }

  /** Checks a bundle and stands before its first entry; gives the fault, or null. */
  public RecordFault open(byte[] input, int offset, int length) {
    bytes = input;
    RecordFault fault = check(offset, length);
    if (fault == null) {
      left = begin(offset, length);
    }
    return fault;
  }

  private RecordFault check(int offset, int length) {
    RecordFault fault = RecordType.TRANSACTIONS.readBegin(in.open(bytes, offset, length));
    if (fault != null) {
      return fault;
    }
    int count = in.readInt(2);
    if (in.isOverrun()) {
      return RecordFault.TRUNCATED;
    }
    if (count < 1 || count > Limits.TRANSACTIONS_IN_BUNDLE_MAX) {
      return RecordFault.OUT_OF_RANGE;
    }
    for (int i = 0; i < count; i++) {
      in.skip(Address.BYTES);
      int size = in.readInt(2);
      if (size > Limits.TRANSACTION_BYTES_MAX) {
        return RecordFault.OUT_OF_RANGE;
      }
      in.skip(size);
    }
    if (in.isOverrun()) {
      return RecordFault.TRUNCATED;
    }
    return in.remaining() == 0 ? null : RecordFault.TRAILING_BYTES;
  }

  private int begin(int offset, int length) {
    in.open(bytes, offset, length).skip(2);
    return in.readInt(2);
  }

  /** Goes to the next entry; false if there is none. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    senderAt = in.skip(Address.BYTES);
    rawLength = in.readInt(2);
    rawAt = in.skip(rawLength);
    return true;
  }

  /** The array of the bundle. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the sender's 20 bytes begin. */
  public int senderAt() {
    return senderAt;
  }

  /** Where the raw transaction begins. */
  public int rawAt() {
    return rawAt;
  }

  /** How long the raw transaction is. */
  public int rawLength() {
    return rawLength;
  }
}
