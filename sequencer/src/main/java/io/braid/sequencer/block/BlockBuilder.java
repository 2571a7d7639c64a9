package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.BaseFee;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A block while its units come in, and its roots and hash when it is complete. */
final class BlockBuilder {

  private static final Address BENEFICIARY = beneficiary();

  private final long number;
  private final Word parentHash;
  private final BlockHeader decided;
  private final Bytes extraData;
  private final LogTranslation translation;
  private final StateDigest state;
  private final List<BlockTransaction> transactions = new ArrayList<>();
  private final List<Outcome.Refused> refusals = new ArrayList<>();
  private final List<Outcome.Queued> queued = new ArrayList<>();
  private final List<Block.StepWithdrawal> withdrawals = new ArrayList<>();
  private final List<List<Diff.CellChange>> changes = new ArrayList<>();
  private long gasUsed;
  private int logCount;

  private BlockBuilder(
      long number,
      Word parentHash,
      BlockHeader decided,
      Bytes extraData,
      Word stateBefore,
      int shards,
      LogTranslation translation) {
    this.number = number;
    this.parentHash = parentHash;
    this.decided = decided;
    this.extraData = extraData;
    this.translation = translation;
    this.state = new StateDigest(stateBefore, number);
    for (int shard = 0; shard < shards; shard++) {
      changes.add(new ArrayList<>());
    }
  }

  /** Block 0, before the first header. */
  static BlockBuilder first(Word genesisDigest, int shards, LogTranslation translation) {
    return new BlockBuilder(0, Word.ZERO, null, Bytes.EMPTY, genesisDigest, shards, translation);
  }

  /** The block that a header opens, given as it was decoded and as a record. */
  static BlockBuilder next(
      BlockHeader header,
      byte[] record,
      Word parentHash,
      Word stateBefore,
      int shards,
      LogTranslation translation) {
    Bytes extraData = Bytes.wrap(Keccak256.hash(record));
    return new BlockBuilder(
        header.number(), parentHash, header, extraData, stateBefore, shards, translation);
  }

  private static Address beneficiary() {
    long[] feeAccount = new long[Word256.LONGS];
    SystemAddress.feeAccount(0, feeAccount, 0);
    return Address.of(feeAccount, 0);
  }

  long number() {
    return number;
  }

  void refused(Outcome.Refused refusal) {
    refusals.add(refusal);
  }

  void queued(Outcome.Queued transaction) {
    queued.add(transaction);
  }

  void withdrawn(Word origin, Address sender, List<Withdrawal> made) {
    made.forEach(one -> withdrawals.add(new Block.StepWithdrawal(origin, sender, one)));
  }

  /** Takes in the cell changes of a unit, in canonical order. */
  void changed(int shard, List<Diff.CellChange> cells) {
    state.add(cells);
    changes.get(shard).addAll(cells);
  }

  /**
   * Takes in a transaction that ended.
   *
   * @throws IllegalArgumentException if no program writes one of its logs
   */
  void ended(Bytes raw, Receipt receipt) {
    gasUsed += receipt.gas();
    List<EthereumLog> logs = new ArrayList<>(receipt.logs().size());
    for (LogEntry log : receipt.logs()) {
      logs.add(translation.of(log));
    }
    transactions.add(
        new BlockTransaction(transactions.size(), raw, receipt, gasUsed, logCount, logs));
    logCount += logs.size();
  }

  /** The block, after its last unit. */
  Block complete(List<Long> nextOffsets) {
    LogsBloom bloom = new LogsBloom();
    List<byte[]> receipts = new ArrayList<>(transactions.size());
    List<byte[]> raw = new ArrayList<>(transactions.size());
    RlpItems body = new RlpItems();
    for (BlockTransaction transaction : transactions) {
      LogsBloom own = LogsBloom.of(transaction.logs());
      bloom.addAll(own);
      receipts.add(transaction.encodeReceipt(own.toBytes()));
      byte[] bytes = transaction.raw().array();
      raw.add(bytes);
      if (transaction.type() == 0) {
        body.item(bytes);
      } else {
        body.string(bytes);
      }
    }
    EthereumHeader header =
        new EthereumHeader(
            parentHash,
            BENEFICIARY,
            state.end(),
            IndexTrie.root(raw),
            IndexTrie.root(receipts),
            bloom.toBytes(),
            number,
            BaseFee.BLOCK_GAS_LIMIT,
            gasUsed,
            decided == null ? 0 : decided.time(),
            extraData,
            decided == null ? 0 : decided.baseFee());
    byte[] encoded = header.encode();
    return new Block(
        header,
        Word.of(Keccak256.hash(encoded)),
        size(encoded.length, body.length()),
        decided,
        Collections.unmodifiableList(transactions),
        Collections.unmodifiableList(refusals),
        Collections.unmodifiableList(queued),
        Collections.unmodifiableList(withdrawals),
        Collections.unmodifiableList(changes),
        nextOffsets);
  }

  /** Bytes of the block in RLP: header, transactions, no uncles, no withdrawals. */
  private static long size(long headerBytes, long transactionBytes) {
    long emptyLists = 2 * RlpItems.listBytes(0);
    return RlpItems.listBytes(headerBytes + RlpItems.listBytes(transactionBytes) + emptyLists);
  }
}
