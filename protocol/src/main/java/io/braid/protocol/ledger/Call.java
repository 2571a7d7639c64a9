package io.braid.protocol.ledger;

import io.braid.protocol.math.Word256;

/**
 * What a transaction asks for, resolved: the operation and its arguments. Reused from transaction
 * to transaction.
 */
public final class Call {

  /** In place of the number of an argument: there is none. */
  static final int NONE = -1;

  static final int ARGUMENTS_MAX = 9;

  private final long[] arguments = new long[4 * ARGUMENTS_MAX];
  private Operation operation = Operation.ETH_TRANSFER;
  private int argumentCount;

  /** The operation. */
  public Operation operation() {
    return operation;
  }

  /** How many arguments the operation has. */
  public int argumentCount() {
    return argumentCount;
  }

  /** The arguments as words: argument i at {@code 4 * i}. */
  public long[] arguments() {
    return arguments;
  }

  /**
   * The argument that says how much ETH the first or a later step takes from the one who pays, by
   * its place in {@link #arguments}; -1 if it takes none but what is sent along.
   */
  public int ethArgument() {
    int asset = operation.assetArgument();
    return asset != NONE && Word256.isZero(arguments, 4 * asset)
        ? 4 * operation.amountArgument()
        : NONE;
  }

  /** The low 64 bits of an argument: enough to tell an address's home shard. */
  long argumentLow(int argument) {
    return arguments[4 * argument];
  }

  void begin(Operation operation) {
    this.operation = operation;
    argumentCount = 0;
  }

  void add(long[] word, int offset) {
    System.arraycopy(word, offset, arguments, 4 * argumentCount, 4);
    argumentCount++;
  }

  void add(long value) {
    int at = 4 * argumentCount;
    arguments[at] = value;
    arguments[at + 1] = 0;
    arguments[at + 2] = 0;
    arguments[at + 3] = 0;
    argumentCount++;
  }
}
