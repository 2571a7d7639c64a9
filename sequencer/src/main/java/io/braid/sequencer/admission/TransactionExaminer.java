package io.braid.sequencer.admission;

import io.braid.protocol.crypto.Secp256k1;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionReader;
import io.braid.protocol.types.Address;

/**
 * The part of admission that needs no state, and nearly all of its time: decoding, the rules, the
 * signature. Each thread may have its own, in front of one {@link AdmissionMachine}.
 */
public final class TransactionExaminer {

  /**
   * A transaction of this type is sent with its blobs, each of which is larger than a transaction
   * may be: what it is says more than its size.
   */
  private static final byte BLOB_TYPE = 3;

  private final TransactionReader reader;
  private final SenderRecovery recovery;
  private final byte[] address = new byte[Address.BYTES];

  /**
   * An examiner for a chain.
   *
   * @param recovery of senders, which nobody else uses
   */
  public TransactionExaminer(long chainId, SenderRecovery recovery) {
    this.reader = new TransactionReader(chainId);
    this.recovery = recovery;
  }

  /**
   * Examines a transaction.
   *
   * @param raw is kept, and must not change
   * @param publicKeyHint {@value Secp256k1#PUBLIC_KEY_BYTES} bytes, or null. A right one saves
   *     time, no hint changes the answer
   * @throws IllegalArgumentException if the hint has another length
   */
  public Candidate examine(byte[] raw, byte[] publicKeyHint) {
    if (publicKeyHint != null && publicKeyHint.length != Secp256k1.PUBLIC_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a public key has %d bytes, this hint has %d"
              .formatted(Secp256k1.PUBLIC_KEY_BYTES, publicKeyHint.length));
    }
    TransactionFields fields = new TransactionFields();
    Refusal refusal = reader.read(raw, 0, raw.length, fields);
    if (refusal == Refusal.OVERSIZED && raw[0] == BLOB_TYPE) {
      refusal = Refusal.BLOB_TRANSACTION;
    }
    if (refusal == null) {
      refusal =
          publicKeyHint == null
              ? recovery.recover(fields, address, 0)
              : recovery.recover(fields, publicKeyHint, address, 0);
    }
    Address sender = refusal == null ? Address.of(address) : null;
    return new Candidate(raw, fields, refusal, sender);
  }

  /**
   * Reads a transaction that stands in a log, whose signature whoever put it there has checked.
   *
   * @param raw is kept, and must not change
   */
  public Candidate known(byte[] raw, Address sender) {
    TransactionFields fields = new TransactionFields();
    Refusal refusal = reader.read(raw, 0, raw.length, fields);
    return new Candidate(raw, fields, refusal, refusal == null ? sender : null);
  }
}
