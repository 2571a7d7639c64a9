package io.braid.protocol.transaction;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.math.Word256;

/**
 * The fields of one transaction, for {@link TransactionDecoder} to fill again and again. Of the
 * fields only {@link #transactionHash} has a meaning after a refusal.
 *
 * <p>The words are slices of one array, see {@link #words}. One thread uses an instance at a time.
 */
public final class TransactionFields {

  /** Type of a legacy transaction, which has no type byte. */
  public static final int TYPE_LEGACY = 0;

  /** Type of a transaction with an access list (EIP-2930). */
  public static final int TYPE_ACCESS_LIST = 1;

  /** Type of a transaction with a priority fee (EIP-1559). */
  public static final int TYPE_DYNAMIC_FEE = 2;

  public static final int CHAIN_ID = 0;

  /** In types 0 and 1 the gas price. */
  public static final int MAX_PRIORITY_FEE_PER_GAS = CHAIN_ID + Word256.LONGS;

  /** In types 0 and 1 the gas price. */
  public static final int MAX_FEE_PER_GAS = MAX_PRIORITY_FEE_PER_GAS + Word256.LONGS;

  public static final int VALUE = MAX_FEE_PER_GAS + Word256.LONGS;

  /** The recipient as a number of 160 bits. */
  public static final int TO = VALUE + Word256.LONGS;

  public static final int R = TO + Word256.LONGS;
  public static final int S = R + Word256.LONGS;

  /** What the sender signed, as a big-endian number. */
  public static final int SIGNING_HASH = S + Word256.LONGS;

  /** The hash of the raw bytes, as a big-endian number. */
  public static final int TRANSACTION_HASH = SIGNING_HASH + Word256.LONGS;

  private static final int WORDS_LONGS = TRANSACTION_HASH + Word256.LONGS;

  final long[] words = new long[WORDS_LONGS];
  final byte[] signingHash = new byte[Keccak256.BYTES];
  final byte[] transactionHash = new byte[Keccak256.BYTES];
  int type;
  long nonce;
  long gasLimit;
  int yParity;
  int dataOffset;
  int dataLength;
  int dataZeroBytes;
  int accessListAddresses;
  int accessListKeys;

  public TransactionFields() {}

  /** 0, 1 or 2. */
  public int type() {
    return type;
  }

  /** Unsigned. */
  public long nonce() {
    return nonce;
  }

  /** Unsigned. */
  public long gasLimit() {
    return gasLimit;
  }

  /** The words at the offsets that are named here; the array itself, which the decoder reuses. */
  public long[] words() {
    return words;
  }

  /** 32 bytes; the array itself, which the decoder reuses. */
  public byte[] signingHash() {
    return signingHash;
  }

  /** 32 bytes, Keccak-256 of the raw bytes; the array itself, which the decoder reuses. */
  public byte[] transactionHash() {
    return transactionHash;
  }

  /** 0 or 1. */
  public int yParity() {
    return yParity;
  }

  /** Where the data begins in the array that was decoded. */
  public int dataOffset() {
    return dataOffset;
  }

  /** Bytes of data. */
  public int dataLength() {
    return dataLength;
  }

  /** Bytes of data that are zero. */
  public int dataZeroBytes() {
    return dataZeroBytes;
  }

  /** Addresses in the access list, repeated ones included. */
  public int accessListAddresses() {
    return accessListAddresses;
  }

  /** Storage keys in the access list, repeated ones included. */
  public int accessListKeys() {
    return accessListKeys;
  }
}
