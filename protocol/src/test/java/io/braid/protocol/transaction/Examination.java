package io.braid.protocol.transaction;

/** All that this package asks of a transaction, in the order in which it must be asked. */
final class Examination {

  private final TransactionDecoder decoder = new TransactionDecoder();
  private final SenderRecovery recovery = new SenderRecovery();
  private final TransactionFields fields = new TransactionFields();
  private final byte[] sender = new byte[20];

  /** The first refusal of decoding, the rules or the recovery, or null. */
  Refusal refusal(byte[] raw, long chainId) {
    Refusal refusal = checked(raw, chainId);
    return refusal == null ? recovery.recover(fields, sender, 0) : refusal;
  }

  /** The first refusal of decoding or the rules, or null. */
  Refusal checked(byte[] raw, long chainId) {
    Refusal refusal = decoder.decode(raw, 0, raw.length, fields);
    return refusal == null ? TransactionRules.check(fields, chainId) : refusal;
  }

  /** The fields of what was examined last. */
  TransactionFields fields() {
    return fields;
  }

  /** The sender of what was examined last without a refusal. */
  byte[] sender() {
    return sender;
  }
}
