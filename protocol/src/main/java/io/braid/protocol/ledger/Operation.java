package io.braid.protocol.ledger;

/**
 * What a transaction can ask for. An operation is a chain of at most three steps, joined by two
 * arrows; its program's number is {@code 4 * code + shape}.
 *
 * <p>Gas is a price list, static for each operation, with Ethereum's price for an ETH transfer, so
 * that wallets which assume 21,000 are right. It pays for the whole chain, on one shard or several.
 */
public enum Operation {
  ETH_TRANSFER(1, 21_000, 0, Call.NONE),
  TRANSFER(2, 50_000, 1, Call.NONE),
  APPROVE(3, 46_000, Call.NONE, Call.NONE),
  TRANSFER_FROM(4, 65_000, 1, 2),
  WITHDRAW(5, 70_000, Call.NONE, Call.NONE),
  SWEEP(6, 60_000, 0, 1),
  ADD_LIQUIDITY(7, 200_000, 0, Call.NONE),
  REMOVE_LIQUIDITY(8, 180_000, 0, 7),
  SWAP(9, 140_000, 0, 6);

  private final int code;
  private final int gas;
  private final int secondOwner;
  private final int thirdOwner;

  Operation(int code, int gas, int secondOwner, int thirdOwner) {
    this.code = code;
    this.gas = gas;
    this.secondOwner = secondOwner;
    this.thirdOwner = thirdOwner;
  }

  /** The number of the operation, from 1. */
  public int code() {
    return code;
  }

  /** What the whole chain costs, in gas. */
  public int gas() {
    return gas;
  }

  /** The argument that holds the asset which is paid, or {@link Call#NONE}. */
  int assetArgument() {
    return switch (this) {
      case TRANSFER, TRANSFER_FROM, WITHDRAW -> 0;
      // Of a pair, ETH is always the first.
      case ADD_LIQUIDITY, SWAP -> 2;
      case ETH_TRANSFER, APPROVE, SWEEP, REMOVE_LIQUIDITY -> Call.NONE;
    };
  }

  /** The argument that holds how much of it is paid at most, or {@link Call#NONE}. */
  int amountArgument() {
    return switch (this) {
      case TRANSFER, WITHDRAW -> 2;
      case TRANSFER_FROM, ADD_LIQUIDITY, SWAP -> 3;
      case ETH_TRANSFER, APPROVE, SWEEP, REMOVE_LIQUIDITY -> Call.NONE;
    };
  }

  /** The argument that holds the owner of the second step, or {@link Call#NONE}. */
  int secondOwner() {
    return secondOwner;
  }

  /** The argument that holds the owner of the third step, or {@link Call#NONE}. */
  int thirdOwner() {
    return thirdOwner;
  }

  /**
   * Whether the second step can send funds back to the sender. Its arrow can then only be fused if
   * the sender lives on its shard too.
   */
  boolean refunds() {
    return this == ADD_LIQUIDITY || this == REMOVE_LIQUIDITY || this == SWAP;
  }
}
