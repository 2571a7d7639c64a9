package io.braid.protocol.transaction;

/**
 * All that is judged of a transaction before its sender matters: decoding, then the rules of the
 * chain. Shards and admission share it. Reused; allocates nothing. One thread uses an instance at a
 * time.
 */
public final class TransactionReader {

  private final TransactionDecoder decoder = new TransactionDecoder();
  private final long chainId;

  /**
   * A reader of the transactions of a chain.
   *
   * @param chainId unsigned
   */
  public TransactionReader(long chainId) {
    this.chainId = chainId;
  }

  /**
   * Reads a transaction.
   *
   * @param fields gets the fields, and whatever the bytes are, the transaction's hash
   * @return the first refusal, or null
   */
  public Refusal read(byte[] bytes, int at, int length, TransactionFields fields) {
    Refusal refusal = decoder.decode(bytes, at, length, fields);
    return refusal == null ? TransactionRules.check(fields, chainId) : refusal;
  }
}
