package io.braid.sequencer.store;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.BlockTransaction;
import io.braid.sequencer.block.EthereumLog;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction of a block as the store keeps it, with what it did: enough for its receipt, so that
 * one is answered without reading the others.
 *
 * <pre>
 * hash hash · u32 length, raw · address sender · u8 failure · u64 gas · u64 cumulative gas
 * u256 price · u32 first log · u16 count, logs
 * </pre>
 *
 * <p>log: {@code address · u8 count, topics · u32 count, words of data}.
 *
 * @param cumulativeGas of this and those before it in the block
 * @param firstLog index in the block of its first log
 */
record StoredTransaction(
    Word hash,
    Bytes raw,
    Address sender,
    int failure,
    long gas,
    long cumulativeGas,
    Word price,
    int firstLog,
    List<EthereumLog> logs) {

  /** The transactions of a block, in its order. */
  static List<StoredTransaction> of(List<BlockTransaction> transactions) {
    List<StoredTransaction> all = new ArrayList<>(transactions.size());
    int firstLog = 0;
    for (BlockTransaction transaction : transactions) {
      var receipt = transaction.receipt();
      all.add(
          new StoredTransaction(
              receipt.transaction(),
              transaction.raw(),
              receipt.sender(),
              receipt.code(),
              receipt.gas(),
              transaction.cumulativeGas(),
              receipt.price(),
              firstLog,
              transaction.logs()));
      firstLog += transaction.logs().size();
    }
    return all;
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.writeBytes(hash.toBytes());
    out.writeInteger(raw.size(), 4);
    out.writeBytes(raw.array());
    out.writeBytes(sender.toBytes());
    out.writeInteger(failure, 1);
    out.writeInteger(gas, 8);
    out.writeInteger(cumulativeGas, 8);
    out.writeBytes(price.toBytes());
    out.writeInteger(firstLog, 4);
    out.writeInteger(logs.size(), 2);
    for (EthereumLog log : logs) {
      out.writeBytes(log.address().toBytes());
      out.writeInteger(log.topics().size(), 1);
      log.topics().forEach(topic -> out.writeBytes(topic.toBytes()));
      out.writeInteger(log.data().size(), 4);
      log.data().forEach(word -> out.writeBytes(word.toBytes()));
    }
    return out.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  static StoredTransaction decode(byte[] bytes) {
    ByteReader in = new ByteReader().open(bytes, 0, bytes.length);
    return new StoredTransaction(
        word(in),
        Bytes.wrap(in.readBytes((int) in.readInteger(4))),
        address(in),
        (int) in.readInteger(1),
        in.readInteger(8),
        in.readInteger(8),
        word(in),
        (int) in.readInteger(4),
        logs(in));
  }

  private static Word word(ByteReader in) {
    return Word.of(in.readBytes(Word256.BYTES));
  }

  private static Address address(ByteReader in) {
    return Address.of(in.readBytes(Address.BYTES));
  }

  private static List<EthereumLog> logs(ByteReader in) {
    List<EthereumLog> logs = new ArrayList<>();
    for (long left = in.readInteger(2); left > 0; left--) {
      logs.add(
          new EthereumLog(address(in), words(in, in.readInteger(1)), words(in, in.readInteger(4))));
    }
    return logs;
  }

  private static List<Word> words(ByteReader in, long count) {
    List<Word> words = new ArrayList<>();
    for (long left = count; left > 0; left--) {
      words.add(word(in));
    }
    return words;
  }
}
