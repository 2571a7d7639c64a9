package io.braid.sequencer.admission;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;

/** A transaction whose bytes and signature were examined, or why they are refused. Immutable. */
public final class Candidate {

  private final byte[] raw;
  private final TransactionFields fields;
  private final Refusal refusal;
  private final Word hash;
  private final Address sender;

  Candidate(byte[] raw, TransactionFields fields, Refusal refusal, Address sender) {
    this.raw = raw;
    this.fields = fields;
    this.refusal = refusal;
    this.hash = Word.of(fields.words(), TransactionFields.TRANSACTION_HASH);
    this.sender = sender;
  }

  /** The bytes; the array itself, which nobody may change. */
  public byte[] raw() {
    return raw;
  }

  /** The fields; of a refused one the hash alone. */
  TransactionFields fields() {
    return fields;
  }

  /** Why no account matters to it, or null. */
  public Refusal refusal() {
    return refusal;
  }

  /** Of the raw bytes, whatever they are. */
  public Word hash() {
    return hash;
  }

  /** Who signed it, or null if it is refused. */
  public Address sender() {
    return sender;
  }
}
