package io.braid.protocol.ledger;

/**
 * Why an operation ended with status 0: its fee is paid and its nonce used. Where a step checks
 * several, the order is the step's, as {@code docs/protocol/operations.md} lists it.
 */
public enum Failure {
  INSUFFICIENT_BALANCE(1, "transfer amount exceeds balance"),
  INSUFFICIENT_ALLOWANCE(2, "insufficient allowance"),
  EXPIRED(3, "deadline has passed"),
  INSUFFICIENT_INPUT_AMOUNT(4, "insufficient input amount"),
  INSUFFICIENT_LIQUIDITY(5, "insufficient liquidity"),
  INSUFFICIENT_OUTPUT_AMOUNT(6, "insufficient output amount"),
  INSUFFICIENT_A_AMOUNT(7, "insufficient amount of the pair's first token"),
  INSUFFICIENT_B_AMOUNT(8, "insufficient amount of the pair's second token"),
  INSUFFICIENT_LIQUIDITY_MINTED(9, "insufficient liquidity minted"),
  INSUFFICIENT_LIQUIDITY_BURNED(10, "insufficient liquidity burned"),
  RESERVE_OVERFLOW(11, "the pool cannot hold that much"),
  NOT_COLLECTOR(12, "not the registered collector of fees"),
  DEPOSIT_CAP(13, "deposits of this token are at their cap");

  private final int code;
  private final String message;

  Failure(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The code in outcomes and messages, 1 to 255; 0 is success. */
  public int code() {
    return code;
  }

  /** The reason as a wallet shows it behind "execution reverted: ". */
  public String message() {
    return message;
  }

  /** The failure with this code, or null if there is none. */
  public static Failure of(int code) {
    for (Failure failure : values()) {
      if (failure.code == code) {
        return failure;
      }
    }
    return null;
  }
}
