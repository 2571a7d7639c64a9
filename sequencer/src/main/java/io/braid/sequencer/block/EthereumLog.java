package io.braid.sequencer.block;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * A log of a receipt.
 *
 * @param address whose contract wrote it
 * @param topics the first is the hash of the event's signature
 * @param data words of 32 bytes, one after the other
 */
public record EthereumLog(Address address, List<Word> topics, List<Word> data) {

  /** Appends the log as it stands in a receipt. */
  void encode(RlpItems receiptLogs) {
    RlpItems list = new RlpItems();
    topics.forEach(list::hash);
    byte[] bytes = new byte[data.size() * Word.ZERO.toBytes().length];
    for (int i = 0; i < data.size(); i++) {
      byte[] word = data.get(i).toBytes();
      System.arraycopy(word, 0, bytes, i * word.length, word.length);
    }
    receiptLogs.item(
        new RlpItems().string(address.toBytes()).item(list.toList()).string(bytes).toList());
  }
}
