package io.braid.protocol;

/**
 * Every limit of the protocol, named with its unit. A limit that is not here does not exist: code
 * that needs a bound on bytes, items or depth takes it from this class.
 */
public final class Limits {

  /** Steps of a program. The longest of the ledger has fewer than 200. */
  public static final int PROGRAM_STEPS_MAX = 256;

  /** Registers of a program: an operand is written with two bytes, and scratch space is fixed. */
  public static final int PROGRAM_REGISTERS_MAX = 512;

  /** Operands of a log. A Swap has six. */
  public static final int LOG_OPERANDS_MAX = 8;

  /** Logs that one program writes. */
  public static final int LOGS_IN_STEP_MAX = 16;

  /** Withdrawals that one program makes. An exit of pool shares makes two. */
  public static final int WITHDRAWALS_IN_STEP_MAX = 4;

  /**
   * Bytes of a signed transaction. The longest call of the ledger has 260 bytes of data; the rest
   * is room for access lists and for calls to come, at a price in memory that a queue of them can
   * pay.
   */
  public static final int TRANSACTION_BYTES_MAX = 16_384;

  /**
   * The largest nonce of a transaction: 2^64 - 2 (EIP-2681), as an unsigned number. The account's
   * nonce after it is then a 64-bit number too.
   */
  public static final long TRANSACTION_NONCE_MAX = -2;

  private Limits() {}
}
