package io.braid.sequencer.store;

import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.EthereumLog;
import io.braid.sequencer.block.LogsBloom;
import io.braid.sequencer.block.SignedTransaction;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.Placement;
import java.util.ArrayList;
import java.util.List;

/** A stored block as readers see it. */
final class BlockViews {

  private BlockViews() {}

  static ChainBlock block(StoredBlock block, List<Word> transactions) {
    return new ChainBlock(
        block.number(),
        block.hash(),
        block.parentHash(),
        block.stateRoot(),
        block.transactionsRoot(),
        block.receiptsRoot(),
        block.bloom(),
        block.miner(),
        block.time(),
        block.gasLimit(),
        block.gasUsed(),
        block.extraData(),
        block.baseFee(),
        block.size(),
        transactions);
  }

  static Placement placement(StoredBlock block, int index) {
    return new Placement(block.number(), block.hash(), block.time(), index);
  }

  static ChainReceipt receipt(StoredTransaction stored, Placement placement) {
    SignedTransaction signed = SignedTransaction.decode(stored.raw());
    return new ChainReceipt(
        stored.hash(),
        signed.type(),
        stored.sender(),
        signed.to(),
        placement,
        stored.failure(),
        stored.gas(),
        stored.cumulativeGas(),
        stored.price(),
        LogsBloom.of(stored.logs()).toBytes(),
        logs(stored, placement));
  }

  static List<ChainLog> logs(StoredTransaction stored, Placement placement) {
    List<ChainLog> logs = new ArrayList<>();
    for (EthereumLog log : stored.logs()) {
      byte[] data = new byte[log.data().size() * Word256.BYTES];
      int at = 0;
      for (Word word : log.data()) {
        System.arraycopy(word.toBytes(), 0, data, at, Word256.BYTES);
        at += Word256.BYTES;
      }
      logs.add(
          new ChainLog(
              log.address(),
              log.topics(),
              Bytes.wrap(data),
              stored.hash(),
              placement,
              stored.firstLog() + logs.size()));
    }
    return logs;
  }
}
