package io.braid.protocol.record;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.types.Address;

/**
 * Walks over a transaction bundle without copying it. The whole bundle is checked before the first
 * entry is given. Reused; allocates nothing.
 */
public final class TransactionBundleReader {

  private final ByteReader in = new ByteReader();
  private byte[] bytes;
  private int left;
  private int senderAt;
  private int rawAt;
  private int rawLength;

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
