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

  private Limits() {}
}
