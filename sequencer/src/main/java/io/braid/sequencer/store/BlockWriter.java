package io.braid.sequencer.store;

import io.braid.protocol.ledger.EventKind;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.L1Event;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockTransaction;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a block with all that it brings, in one batch. */
final class BlockWriter {

  private final StoreFiles files;
  private final StoreMeta meta;
  private final StoredChain chain;
  private final StoredStates states;

  BlockWriter(StoreFiles files, StoreMeta meta, StoredChain chain, StoredStates states) {
    this.files = files;
    this.meta = meta;
    this.chain = chain;
    this.states = states;
  }

  void append(Block block, byte[] checkpoint, int tokensBefore, ChainStore.TokenSink tokens) {
    long number = block.number();
    List<TokenEntry> newTokens = block.decided() == null ? List.of() : block.decided().tokens();
    long oldestBlockBefore = meta.oldestBlock();
    meta.giveUpBefore(number);
    try (StoreFiles.Batch batch = files.begin()) {
      StoredBlock stored = StoredBlock.of(block, tokensBefore + newTokens.size());
      batch.put(Column.BLOCKS, Keys.of(number), stored.encode());
      batch.put(Column.HASHES, block.hash().toBytes(), Keys.of(number));
      putTransactions(batch, number, StoredTransaction.of(block.transactions()));
      putRefusals(batch, block);
      putCells(batch, block);
      putCounts(batch, block);
      putSupplies(batch, block);
      int index = tokensBefore;
      for (TokenEntry token : newTokens) {
        index++;
        StoredTokens.put(batch, index, token);
      }
      for (long old = oldestBlockBefore; old < meta.oldestBlock(); old++) {
        chain.delete(batch, old);
      }
      meta.put(batch, number, checkpoint);
      batch.write();
    }
    newTokens.forEach(tokens::add);
    meta.show(number);
  }

  private static void putTransactions(
      StoreFiles.Batch batch, long number, List<StoredTransaction> transactions) {
    ByteBuffer hashes = ByteBuffer.allocate(transactions.size() * Word256.BYTES);
    for (int index = 0; index < transactions.size(); index++) {
      StoredTransaction stored = transactions.get(index);
      byte[] hash = stored.hash().toBytes();
      byte[] place = Keys.of(number, index);
      hashes.put(hash);
      batch.put(Column.TRANSACTIONS, hash, place);
      batch.put(Column.BODIES, place, stored.encode());
    }
    batch.put(Column.CONTENTS, Keys.of(number), hashes.array());
  }

  private static void putRefusals(StoreFiles.Batch batch, Block block) {
    for (Outcome.Refused refusal : block.refusals()) {
      byte[] hash = refusal.transaction().toBytes();
      byte[] reason = {(byte) refusal.reason()};
      batch.put(Column.REFUSALS_BY_BLOCK, Keys.of(block.number(), hash), reason);
      byte[] value =
          ByteBuffer.allocate(1 + Long.BYTES).put(reason).putLong(block.number()).array();
      batch.put(Column.REFUSALS, hash, value);
    }
  }

  private void putCells(StoreFiles.Batch batch, Block block) {
    for (List<Diff.CellChange> changes : block.changes()) {
      Map<Word, Word> last = new HashMap<>();
      changes.forEach(change -> last.put(change.key(), change.value()));
      last.forEach((key, value) ->
          states
              .cells()
              .put(batch, key.toBytes(), block.number(), value.toBytes(), meta.oldestState()));
    }
  }

  /**
   * Receipts come in the order of last steps, so a nonce may be early: it waits for those before.
   */
  private void putCounts(StoreFiles.Batch batch, Block block) {
    Map<Address, Long> counts = new HashMap<>();
    Map<Address, Set<Long>> early = new HashMap<>();
    for (BlockTransaction transaction : block.transactions()) {
      Receipt receipt = transaction.receipt();
      Address sender = receipt.sender();
      counts.computeIfAbsent(sender, this::countOf);
      early.computeIfAbsent(sender, _ -> new HashSet<>()).add(receipt.nonce());
    }
    for (Map.Entry<Address, Long> entry : counts.entrySet()) {
      Address account = entry.getKey();
      Set<Long> come = early.get(account);
      long before = entry.getValue();
      long count = before;
      while (come.remove(count) || isEarly(account, count)) {
        batch.delete(Column.EARLY, Keys.of(account, count));
        count++;
      }
      come.forEach(nonce -> batch.put(Column.EARLY, Keys.of(account, nonce), new byte[0]));
      if (count != before) {
        byte[] value = Keys.of(count);
        states.counts().put(batch, account.toBytes(), block.number(), value, meta.oldestState());
      }
    }
  }

  private long countOf(Address account) {
    byte[] value = states.counts().get(account.toBytes(), meta.latest() + 1);
    return value == null ? 0 : Keys.number(value);
  }

  private boolean isEarly(Address account, long nonce) {
    return files.get(Column.EARLY, Keys.of(account, nonce)) != null;
  }

  /** What L1 brought and what left for it. */
  private void putSupplies(StoreFiles.Batch batch, Block block) {
    Map<Long, BigInteger> changes = new HashMap<>();
    BlockHeader decided = block.decided();
    for (L1Event event : decided == null ? List.<L1Event>of() : decided.events()) {
      // The bridge's cap keeps a deposit from meeting that of the ledger.
      if (event.kind() == EventKind.DEPOSIT.code()) {
        changes.merge(event.asset(), number(event.amount()), BigInteger::add);
      }
    }
    for (Block.StepWithdrawal made : block.withdrawals()) {
      BigInteger amount = number(made.withdrawal().amount()).negate();
      changes.merge(made.withdrawal().asset(), amount, BigInteger::add);
    }
    changes.forEach((asset, change) -> {
      byte[] key = Keys.of(asset);
      byte[] old = states.supplies().get(key, meta.latest() + 1);
      BigInteger supply = (old == null ? BigInteger.ZERO : new BigInteger(1, old)).add(change);
      byte[] value = StoredStates.toBytes(supply);
      states.supplies().put(batch, key, block.number(), value, meta.oldestState());
    });
  }

  private static BigInteger number(Word word) {
    return new BigInteger(1, word.toBytes());
  }
}
