package io.braid.node.inspect;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.TransactionDecoder;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;

/** Raw transactions as they are shown. Not for two threads at once. */
final class Transactions {

  private final TransactionDecoder decoder = new TransactionDecoder();
  private final TransactionFields fields = new TransactionFields();

  /**
   * A raw transaction.
   *
   * @param sender as whoever brought it says, or null
   */
  Shown show(byte[] raw, int offset, int length, Address sender) {
    Refusal refusal = decoder.decode(raw, offset, length, fields);
    String hash = Values.hash(Word.of(fields.transactionHash()));
    String from = sender == null ? null : sender.toString();
    if (refusal != null) {
      return Shown.of(
          "transaction",
          "hash",
          hash,
          "sender",
          from,
          "bytes",
          length,
          "malformed",
          refusal.name());
    }
    return Shown.of(
        "transaction",
        "hash",
        hash,
        "sender",
        from,
        "type",
        fields.type(),
        "nonce",
        Values.unsigned(fields.nonce()),
        "to",
        Address.of(fields.words(), TransactionFields.TO).toString(),
        "value",
        word(TransactionFields.VALUE),
        "gas",
        Values.unsigned(fields.gasLimit()),
        "maxFee",
        word(TransactionFields.MAX_FEE_PER_GAS),
        "dataBytes",
        fields.dataLength(),
        "bytes",
        length);
  }

  private String word(int at) {
    return Values.number(Word.of(fields.words(), at));
  }
}
