package io.braid.protocol.ledger;

/**
 * Which arrows of a chain are messages. Known when the chain starts, from the home shards of its
 * owners alone.
 */
public final class Shape {

  /** Added when the first arrow is a message. */
  static final int FIRST_REMOTE = 1;

  /** Added when the second arrow is a message. */
  static final int SECOND_REMOTE = 2;

  private Shape() {}

  /**
   * The shape of a call's chain.
   *
   * @param shardMask the shard count less one; the home shard of an address is its low bits
   * @param shard the home shard of the sender
   */
  public static int of(Call call, long shardMask, int shard) {
    Operation operation = call.operation();
    if (operation.secondOwner() == Call.NONE) {
      return 0;
    }
    long second = call.argumentLow(operation.secondOwner()) & shardMask;
    boolean firstRemote = second != shard;
    if (operation == Operation.ADD_LIQUIDITY) {
      return firstRemote ? FIRST_REMOTE + SECOND_REMOTE : 0;
    }
    if (operation.thirdOwner() == Call.NONE) {
      return firstRemote ? FIRST_REMOTE : 0;
    }
    long third = call.argumentLow(operation.thirdOwner()) & shardMask;
    boolean secondRemote = third != second || (operation.refunds() && firstRemote);
    return (firstRemote ? FIRST_REMOTE : 0) + (secondRemote ? SECOND_REMOTE : 0);
  }
}
