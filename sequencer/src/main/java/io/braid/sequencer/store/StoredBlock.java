package io.braid.sequencer.store;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockTransaction;
import io.braid.sequencer.block.EthereumHeader;
import io.braid.sequencer.block.EthereumLog;
import java.util.ArrayList;
import java.util.List;

/**
 * A block as the store keeps it: what cannot be computed from the transactions' bytes.
 *
 * <pre>
 * hash hash · hash parent · hash state · hash transactions · hash receipts · 256 bytes bloom
 * address miner · u64 number · u64 gas limit · u64 gas used · u64 time
 * u8 length, extra data · u64 base fee · u64 size
 * u32 tokens known at its end · u32 count · transactions
 * </pre>
 *
 * <p>transaction: {@code hash hash · u32 length, raw · address sender · u8 failure · u64 gas · u256
 * price · u16 count, logs}; log: {@code address · u8 count, topics · u32 count, words of data}.
 */
record StoredBlock(
    Word hash,
    Word parentHash,
    Word stateRoot,
    Word transactionsRoot,
    Word receiptsRoot,
    Bytes bloom,
    Address miner,
    long number,
    long gasLimit,
    long gasUsed,
    long time,
    Bytes extraData,
    long baseFee,
    long size,
    int tokenCount,
    List<StoredTransaction> transactions) {

  private static final int BLOOM_BYTES = 256;

  /** A transaction of a block, with what it did. */
  record StoredTransaction(
      Word hash,
      Bytes raw,
      Address sender,
      int failure,
      long gas,
      Word price,
      List<EthereumLog> logs) {}

  static StoredBlock of(Block block, int tokenCount) {
    EthereumHeader header = block.header();
    return new StoredBlock(
        block.hash(),
        header.parentHash(),
        header.stateRoot(),
        header.transactionsRoot(),
        header.receiptsRoot(),
        header.logsBloom(),
        header.beneficiary(),
        header.number(),
        header.gasLimit(),
        header.gasUsed(),
        header.timestamp(),
        header.extraData(),
        header.baseFeePerGas(),
        block.size(),
        tokenCount,
        block.transactions().stream().map(StoredBlock::of).toList());
  }

  private static StoredTransaction of(BlockTransaction transaction) {
    var receipt = transaction.receipt();
    return new StoredTransaction(
        receipt.transaction(),
        transaction.raw(),
        receipt.sender(),
        receipt.code(),
        receipt.gas(),
        receipt.price(),
        transaction.logs());
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter();
    for (Word word : List.of(hash, parentHash, stateRoot, transactionsRoot, receiptsRoot)) {
      out.writeBytes(word.toBytes());
    }
    out.writeBytes(bloom.array());
    out.writeBytes(miner.toBytes());
    for (long part : new long[] {number, gasLimit, gasUsed, time}) {
      out.writeInteger(part, 8);
    }
    out.writeInteger(extraData.size(), 1);
    out.writeBytes(extraData.array());
    out.writeInteger(baseFee, 8);
    out.writeInteger(size, 8);
    out.writeInteger(tokenCount, 4);
    out.writeInteger(transactions.size(), 4);
    transactions.forEach(transaction -> encode(out, transaction));
    return out.toByteArray();
  }

  private static void encode(ByteWriter out, StoredTransaction transaction) {
    out.writeBytes(transaction.hash().toBytes());
    out.writeInteger(transaction.raw().size(), 4);
    out.writeBytes(transaction.raw().array());
    out.writeBytes(transaction.sender().toBytes());
    out.writeInteger(transaction.failure(), 1);
    out.writeInteger(transaction.gas(), 8);
    out.writeBytes(transaction.price().toBytes());
    out.writeInteger(transaction.logs().size(), 2);
    for (EthereumLog log : transaction.logs()) {
      out.writeBytes(log.address().toBytes());
      out.writeInteger(log.topics().size(), 1);
      log.topics().forEach(topic -> out.writeBytes(topic.toBytes()));
      out.writeInteger(log.data().size(), 4);
      log.data().forEach(word -> out.writeBytes(word.toBytes()));
    }
  }

  /** Reads what {@link #encode} wrote. */
  static StoredBlock decode(byte[] bytes) {
    Reader in = new Reader(bytes);
    return new StoredBlock(
        in.word(),
        in.word(),
        in.word(),
        in.word(),
        in.word(),
        in.bytes(BLOOM_BYTES),
        in.address(),
        in.number(8),
        in.number(8),
        in.number(8),
        in.number(8),
        in.bytes((int) in.number(1)),
        in.number(8),
        in.number(8),
        (int) in.number(4),
        in.transactions());
  }

  private static final class Reader {
    private final ByteReader in;

    Reader(byte[] bytes) {
      in = new ByteReader().open(bytes, 0, bytes.length);
    }

    long number(int bytes) {
      return in.readInteger(bytes);
    }

    Bytes bytes(int count) {
      return Bytes.wrap(in.readBytes(count));
    }

    Word word() {
      return Word.of(in.readBytes(Word256.BYTES));
    }

    Address address() {
      return Address.of(in.readBytes(Address.BYTES));
    }

    List<StoredTransaction> transactions() {
      List<StoredTransaction> all = new ArrayList<>();
      for (long left = number(4); left > 0; left--) {
        all.add(
            new StoredTransaction(
                word(),
                bytes((int) number(4)),
                address(),
                (int) number(1),
                number(8),
                word(),
                logs()));
      }
      return all;
    }

    private List<EthereumLog> logs() {
      List<EthereumLog> logs = new ArrayList<>();
      for (long left = number(2); left > 0; left--) {
        logs.add(new EthereumLog(address(), words(number(1)), words(number(4))));
      }
      return logs;
    }

    private List<Word> words(long count) {
      List<Word> words = new ArrayList<>();
      for (long left = count; left > 0; left--) {
        words.add(word());
      }
      return words;
    }
  }
}
