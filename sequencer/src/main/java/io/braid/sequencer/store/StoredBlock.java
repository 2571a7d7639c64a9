package io.braid.sequencer.store;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.EthereumHeader;
import java.util.List;

/**
 * A block as the store keeps it, without its transactions: most who ask need only this.
 *
 * <pre>
 * hash hash · hash parent · hash state · hash transactions · hash receipts · 256 bytes bloom
 * address miner · u64 number · u64 gas limit · u64 gas used · u64 time
 * u8 length, extra data · u64 base fee · u64 size
 * u32 tokens known at its end · u32 count of transactions
 * </pre>
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
    int transactionCount) {

  private static final int BLOOM_BYTES = 256;

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
        block.transactions().size());
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
    out.writeInteger(transactionCount, 4);
    return out.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  static StoredBlock decode(byte[] bytes) {
    ByteReader in = new ByteReader().open(bytes, 0, bytes.length);
    return new StoredBlock(
        word(in),
        word(in),
        word(in),
        word(in),
        word(in),
        Bytes.wrap(in.readBytes(BLOOM_BYTES)),
        Address.of(in.readBytes(Address.BYTES)),
        in.readInteger(8),
        in.readInteger(8),
        in.readInteger(8),
        in.readInteger(8),
        Bytes.wrap(in.readBytes((int) in.readInteger(1))),
        in.readInteger(8),
        in.readInteger(8),
        (int) in.readInteger(4),
        (int) in.readInteger(4));
  }

  private static Word word(ByteReader in) {
    return Word.of(in.readBytes(Word256.BYTES));
  }
}
