package io.braid.sequencer.store;

import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.EthereumLog;
import io.braid.sequencer.block.LogsBloom;
import io.braid.sequencer.block.SignedTransaction;
import io.braid.sequencer.store.StoredBlock.StoredTransaction;
import io.braid.sequencer.view.AccessListEntry;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A stored block as readers see it. */
final class BlockViews {

  private BlockViews() {}

  static ChainBlock block(StoredBlock block) {
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
        block.transactions().stream().map(StoredTransaction::hash).toList());
  }

  private static Placement placement(StoredBlock block, int index) {
    return new Placement(block.number(), block.hash(), block.time(), index);
  }

  static List<ChainTransaction> transactions(StoredBlock block) {
    return IntStream.range(0, block.transactions().size())
        .mapToObj(index -> transaction(block, index))
        .toList();
  }

  static ChainTransaction transaction(StoredBlock block, int index) {
    StoredTransaction stored = block.transactions().get(index);
    SignedTransaction signed = SignedTransaction.decode(stored.raw());
    return new ChainTransaction(
        stored.hash(),
        signed.type(),
        stored.sender(),
        signed.to(),
        signed.nonce(),
        signed.gasLimit(),
        signed.value(),
        signed.maxFeePerGas(),
        signed.maxPriorityFeePerGas(),
        signed.data(),
        signed.accessList().stream()
            .map(entry -> new AccessListEntry(entry.address(), entry.storageKeys()))
            .toList(),
        signed.yParity(),
        signed.r(),
        signed.s(),
        Optional.of(placement(block, index)),
        Optional.of(stored.price()));
  }

  static List<ChainReceipt> receipts(StoredBlock block) {
    List<ChainReceipt> receipts = new ArrayList<>();
    long gas = 0;
    int firstLog = 0;
    for (int index = 0; index < block.transactions().size(); index++) {
      StoredTransaction stored = block.transactions().get(index);
      SignedTransaction signed = SignedTransaction.decode(stored.raw());
      gas += stored.gas();
      receipts.add(
          new ChainReceipt(
              stored.hash(),
              signed.type(),
              stored.sender(),
              signed.to(),
              placement(block, index),
              stored.failure(),
              stored.gas(),
              gas,
              stored.price(),
              LogsBloom.of(stored.logs()).toBytes(),
              logs(block, index, firstLog)));
      firstLog += stored.logs().size();
    }
    return receipts;
  }

  static List<ChainLog> logs(StoredBlock block) {
    List<ChainLog> logs = new ArrayList<>();
    for (int index = 0; index < block.transactions().size(); index++) {
      logs.addAll(logs(block, index, logs.size()));
    }
    return logs;
  }

  private static List<ChainLog> logs(StoredBlock block, int index, int firstLog) {
    StoredTransaction stored = block.transactions().get(index);
    List<ChainLog> logs = new ArrayList<>();
    for (EthereumLog log : stored.logs()) {
      byte[] data = new byte[log.data().size() * 32];
      int at = 0;
      for (Word word : log.data()) {
        System.arraycopy(word.toBytes(), 0, data, at, 32);
        at += 32;
      }
      logs.add(
          new ChainLog(
              log.address(),
              log.topics(),
              Bytes.wrap(data),
              stored.hash(),
              placement(block, index),
              firstLog + logs.size()));
    }
    return logs;
  }
}
