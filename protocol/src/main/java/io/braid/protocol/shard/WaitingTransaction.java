package io.braid.protocol.shard;

import io.braid.protocol.ledger.Replacement;
import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.TransactionFields;

/** A transaction in the nonce queue: its bytes, and the words the queue compares. Immutable. */
final class WaitingTransaction {

  /** Offset of the sender in {@link #words}. */
  static final int SENDER = 0;

  private static final int MAX_FEE = 4;
  private static final int MAX_PRIORITY_FEE = 8;

  private final long[] words = new long[12];
  private final byte[] hash = new byte[Word256.BYTES];
  private final long nonce;
  private final long expiry;
  private final byte[] raw;

  /**
   * Copies what it is given.
   *
   * @param expiry the header time, in seconds, from which on it is refused
   */
  WaitingTransaction(
      long[] sender, int senderOffset, TransactionFields fields, byte[] raw, long expiry) {
    Word256.copy(sender, senderOffset, words, SENDER);
    Word256.copy(fields.words(), TransactionFields.MAX_FEE_PER_GAS, words, MAX_FEE);
    Word256.copy(
        fields.words(), TransactionFields.MAX_PRIORITY_FEE_PER_GAS, words, MAX_PRIORITY_FEE);
    System.arraycopy(fields.transactionHash(), 0, hash, 0, hash.length);
    this.nonce = fields.nonce();
    this.expiry = expiry;
    this.raw = raw;
  }

  long[] words() {
    return words;
  }

  byte[] hash() {
    return hash;
  }

  long nonce() {
    return nonce;
  }

  long expiry() {
    return expiry;
  }

  byte[] raw() {
    return raw;
  }

  /** Whether a rival offers enough more to take this one's place. */
  boolean yieldsTo(TransactionFields rival, Replacement replacement) {
    return replacement.isEnough(words, MAX_FEE, MAX_PRIORITY_FEE, rival);
  }
}
