package io.braid.protocol.transaction;

import io.braid.protocol.math.Word256;

/** The rules of Ethereum that need the chain id but no state; without allocation. */
public final class TransactionRules {

  /** Gas of any transaction (Yellow Paper, appendix G). */
  public static final long TRANSACTION_GAS = 21_000;

  /** Gas of a byte of data that is zero. */
  public static final long ZERO_BYTE_GAS = 4;

  /** Gas of any other byte of data (EIP-2028). */
  public static final long NONZERO_BYTE_GAS = 16;

  /** Gas of an address in the access list (EIP-2930). */
  public static final long ACCESS_LIST_ADDRESS_GAS = 2_400;

  /** Gas of a storage key in the access list (EIP-2930). */
  public static final long ACCESS_LIST_KEY_GAS = 1_900;

  /** The least gas of a byte of data that is zero, one token (EIP-7623). */
  public static final long FLOOR_ZERO_BYTE_GAS = 10;

  /** The least gas of any other byte of data, four tokens (EIP-7623). */
  public static final long FLOOR_NONZERO_BYTE_GAS = 40;

  private TransactionRules() {}

  /**
   * Checks what was decoded.
   *
   * @param chainId unsigned
   * @return the first refusal, or null
   */
  public static Refusal check(TransactionFields fields, long chainId) {
    long[] words = fields.words;
    if (words[TransactionFields.CHAIN_ID] != chainId
        || (words[TransactionFields.CHAIN_ID + 1]
                | words[TransactionFields.CHAIN_ID + 2]
                | words[TransactionFields.CHAIN_ID + 3])
            != 0) {
      return Refusal.WRONG_CHAIN_ID;
    }
    if (Word256.isLess(
        words,
        TransactionFields.MAX_FEE_PER_GAS,
        words,
        TransactionFields.MAX_PRIORITY_FEE_PER_GAS)) {
      return Refusal.PRIORITY_FEE_ABOVE_MAX_FEE;
    }
    if (passesWord(words, TransactionFields.MAX_FEE_PER_GAS, fields.gasLimit)) {
      return Refusal.FEE_OVER_256_BITS;
    }
    long gas = Math.max(intrinsicGas(fields), floorGas(fields));
    return Long.compareUnsigned(fields.gasLimit, gas) < 0 ? Refusal.INTRINSIC_GAS_TOO_LOW : null;
  }

  /** The gas of a transaction before anything is executed (EIP-2028, EIP-2930). */
  public static long intrinsicGas(TransactionFields fields) {
    return TRANSACTION_GAS
        + ZERO_BYTE_GAS * fields.dataZeroBytes
        + NONZERO_BYTE_GAS * (fields.dataLength - fields.dataZeroBytes)
        + ACCESS_LIST_ADDRESS_GAS * fields.accessListAddresses
        + ACCESS_LIST_KEY_GAS * fields.accessListKeys;
  }

  /** The least gas of a transaction with that much data, whatever it executes (EIP-7623). */
  public static long floorGas(TransactionFields fields) {
    return TRANSACTION_GAS
        + FLOOR_ZERO_BYTE_GAS * fields.dataZeroBytes
        + FLOOR_NONZERO_BYTE_GAS * (fields.dataLength - fields.dataZeroBytes);
  }

  /** Whether the word at an offset, times an unsigned number, is 2^256 or more. */
  private static boolean passesWord(long[] words, int offset, long factor) {
    long carry = 0;
    for (int i = 0; i < Word256.LONGS; i++) {
      long low = words[offset + i] * factor + carry;
      long carriedOnce = Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
      carry = Math.unsignedMultiplyHigh(words[offset + i], factor) + carriedOnce;
    }
    return carry != 0;
  }
}
