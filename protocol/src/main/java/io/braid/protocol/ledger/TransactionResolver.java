package io.braid.protocol.ledger;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionFields;

/**
 * From a transaction that was read and its sender to the operation it asks for, and whether it
 * brings that operation's gas. Shards and admission share it, as they share {@link
 * io.braid.protocol.transaction.TransactionReader}, so that admission never lets in what a shard
 * refuses before it looks at an account.
 *
 * <p>Reused; allocates nothing. One thread uses an instance at a time.
 */
public final class TransactionResolver {

  private final Call call = new Call();
  private final CallResolver calls;

  /**
   * A resolver over a token list, which may grow between two transactions.
   *
   * @param shardCount a power of two
   */
  public TransactionResolver(TokenList tokens, int shardCount) {
    this.calls = new CallResolver(tokens, shardCount);
  }

  /**
   * Resolves a transaction.
   *
   * @param bytes in which it was read
   * @param sender a word
   * @param shard the shard that would run its first step
   * @return the first refusal, or null when {@link #call} holds the operation
   */
  public Refusal resolve(
      TransactionFields fields, byte[] bytes, long[] sender, int senderAt, int shard) {
    Refusal refusal =
        calls
            .from(sender, senderAt, fields.words(), TransactionFields.VALUE)
            .with(bytes, fields.dataOffset(), fields.dataLength())
            .resolve(fields.words(), TransactionFields.TO, shard, call);
    if (refusal != null) {
      return refusal;
    }
    return Long.compareUnsigned(fields.gasLimit(), call.operation().gas()) < 0
        ? Refusal.OPERATION_GAS_TOO_LOW
        : null;
  }

  /** What the last transaction that was resolved asks for; reused. */
  public Call call() {
    return call;
  }
}
