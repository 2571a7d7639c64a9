package io.braid.sequencer.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockAssembler;
import io.braid.sequencer.block.BlockTransaction;
import io.braid.sequencer.block.SimulatedLogs;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.PrunedException;
import io.braid.sequencer.view.StateView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksIterator;

/** The store over blocks of random logs, against plain maps. */
class ChainStoreTest {

  private static final Retention ALL = new Retention(1_000_000, 1_000_000);

  @TempDir private Path folder;

  private static SimulatedLogs logs(long seed) {
    return new SimulatedLogs(seed, 4, 1_500);
  }

  private static List<Block> blocks(SimulatedLogs logs) {
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    List<Block> blocks = new ArrayList<>();
    int[] at = new int[logs.records.size()];
    boolean moves = true;
    while (moves) {
      moves = false;
      for (int shard = 0; shard < at.length; shard++) {
        if (at[shard] < logs.records.get(shard).size()) {
          assembler.offerRecord(shard, at[shard], logs.records.get(shard).get(at[shard]));
          assembler.offerDiff(shard, at[shard], logs.diffs.get(shard).get(at[shard]));
          at[shard]++;
          moves = true;
        }
      }
      for (Block next = assembler.next(); next != null; next = assembler.next()) {
        blocks.add(next);
      }
    }
    return blocks;
  }

  /** Cells and counts after each block, plainly. */
  private static final class Model {
    private final List<Map<Word, Word>> cells = new ArrayList<>();
    private final List<Map<Address, Long>> counts = new ArrayList<>();
    private final Set<Word> keys = new HashSet<>();

    Model(Genesis genesis, List<Block> blocks) {
      Map<Word, Word> current = new HashMap<>();
      for (int shard = 0; shard < genesis.shards().count(); shard++) {
        genesis
            .cells(shard, 1)
            .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
                current.put(Word.of(key, keyAt), Word.of(value, valueAt)));
      }
      Map<Address, Set<Long>> seen = new HashMap<>();
      for (Block block : blocks) {
        for (List<Diff.CellChange> changes : block.changes()) {
          changes.forEach(change -> current.put(change.key(), change.value()));
        }
        for (BlockTransaction transaction : block.transactions()) {
          seen.computeIfAbsent(transaction.receipt().sender(), _ -> new HashSet<>())
              .add(transaction.receipt().nonce());
        }
        Map<Address, Long> lowest = new HashMap<>();
        seen.forEach((account, nonces) -> {
          long count = 0;
          while (nonces.contains(count)) {
            count++;
          }
          lowest.put(account, count);
        });
        cells.add(new HashMap<>(current));
        counts.add(lowest);
        keys.addAll(current.keySet());
      }
    }

    void check(ChainStore store, int block) {
      StateView view = store.states().at(block);
      for (Word key : keys) {
        assertEquals(cells.get(block).getOrDefault(key, Word.ZERO), view.cell(key));
      }
      counts
          .getLast()
          .keySet()
          .forEach(account ->
              assertEquals(
                  counts.get(block).getOrDefault(account, 0L), view.transactionCount(account)));
    }
  }

  @Test
  void stateOfEveryBlockStaysAsItWas() {
    Seeds.run(
        "chain store",
        seed -> {
          SimulatedLogs logs = logs(seed);
          List<Block> blocks = blocks(logs);
          assertTrue(blocks.size() > 20, "blocks: " + blocks.size());
          Model model = new Model(logs.genesis, blocks);
          try (ChainStore store = ChainStore.open(folder, logs.genesis, ALL)) {
            blocks.forEach(block -> store.append(block, null));
            for (int block = 0; block < blocks.size(); block += 3) {
              model.check(store, block);
            }
          }
          try (ChainStore again = ChainStore.open(folder, logs.genesis, ALL)) {
            assertEquals(blocks.size() - 1, again.latest());
            model.check(again, blocks.size() - 1);
          }
        });
  }

  @Test
  void blocksReceiptsAndLogsAreThoseOfTheAssembler() {
    SimulatedLogs logs = logs(7);
    List<Block> blocks = blocks(logs);
    try (ChainStore store = ChainStore.open(folder, logs.genesis, ALL)) {
      blocks.forEach(block -> store.append(block, null));
      assertEquals(blocks.getLast().number(), store.chain().number(BlockTag.LATEST));
      List<ChainLog> allLogs = new ArrayList<>();
      // Without signatures, two senders may have sent the same bytes.
      Set<Word> seen = new HashSet<>();
      Set<Word> twice = new HashSet<>();
      for (Block block : blocks) {
        for (BlockTransaction transaction : block.transactions()) {
          if (!seen.add(transaction.receipt().transaction())) {
            twice.add(transaction.receipt().transaction());
          }
        }
      }
      assertTrue(seen.size() > 10 * twice.size(), seen.size() + ", " + twice.size());
      for (Block block : blocks) {
        assertEquals(block.hash(), store.chain().block(block.number()).orElseThrow().hash());
        assertEquals(block.number(), store.chain().block(block.hash()).orElseThrow().number());
        assertEquals(
            block.transactions().stream().map(each -> each.receipt().transaction()).toList(),
            store.chain().block(block.number()).orElseThrow().transactions());
        int logsBefore = 0;
        for (BlockTransaction transaction : block.transactions()) {
          ChainReceipt receipt = store.chain().receipts(block.number()).get(transaction.index());
          Word hash = transaction.receipt().transaction();
          if (!twice.contains(hash)) {
            assertEquals(receipt, store.chain().receipt(hash).orElseThrow());
          }
          assertEquals(transaction.cumulativeGas(), receipt.cumulativeGasUsed());
          assertEquals(transaction.receipt().code(), receipt.failure());
          assertEquals(transaction.index(), receipt.placement().index());
          assertArrayEquals(transaction.bloom().array(), receipt.logsBloom().array());
          assertEquals(transaction.logs().size(), receipt.logs().size());
          assertEquals(
              transaction.signed().data(), store.chain().transaction(hash).orElseThrow().input());
          for (ChainLog log : receipt.logs()) {
            assertEquals(logsBefore++, log.index());
          }
          allLogs.addAll(receipt.logs());
        }
        for (Outcome.Refused refused : block.refusals()) {
          if (store.chain().transaction(refused.transaction()).isEmpty()) {
            Refusal reason = store.rejection(refused.transaction()).orElseThrow().refusal();
            assertTrue(reason != null);
          }
        }
      }
      long last = blocks.getLast().number();
      assertEquals(
          allLogs,
          store.chain().logs(new LogQuery(0, last, List.of(), List.of()), Integer.MAX_VALUE));
      ChainLog some = allLogs.get(allLogs.size() / 2);
      LogQuery narrow =
          new LogQuery(
              0, last, List.of(some.address()), List.of(List.of(some.topics().getFirst())));
      assertEquals(
          allLogs.stream().filter(narrow::fits).toList(),
          store.chain().logs(narrow, Integer.MAX_VALUE));
      assertEquals(
          allLogs.subList(0, 3),
          store.chain().logs(new LogQuery(0, last, List.of(), List.of()), 3));
    }
  }

  @Test
  void whatIsNotKeptIsToldAndNeverWrong() {
    SimulatedLogs logs = logs(8);
    List<Block> blocks = blocks(logs);
    Model model = new Model(logs.genesis, blocks);
    int last = blocks.size() - 1;
    try (ChainStore store = ChainStore.open(folder, logs.genesis, new Retention(10, 5))) {
      StateView early = null;
      for (Block block : blocks) {
        store.append(block, null);
        if (block.number() == 2) {
          early = store.states().at(2);
        }
      }
      for (int block = last - 4; block <= last; block++) {
        model.check(store, block);
      }
      assertEquals(
          "block %d is older than %d, the oldest that is kept".formatted(last - 5, last - 4),
          assertThrows(PrunedException.class, () -> store.states().at(last - 5)).getMessage());
      assertThrows(PrunedException.class, () -> store.chain().block(last - 10));
      assertEquals(last - 9, store.chain().number(BlockTag.EARLIEST));
      Word gone = blocks.get(1).hash();
      assertTrue(store.chain().block(gone).isEmpty());
      StateView old = early;
      assertThrows(PrunedException.class, () -> old.cell(Word.of(1)));
      Word goneTransaction = blocks.get(1).transactions().getFirst().receipt().transaction();
      assertTrue(store.chain().receipt(goneTransaction).isEmpty());
    }
    List<Block> kept = blocks.subList(last - 9, last + 1);
    int transactions = kept.stream().mapToInt(block -> block.transactions().size()).sum();
    try (StoreFiles files = new StoreFiles(folder)) {
      assertEquals(10, rows(files, Column.BLOCKS));
      assertEquals(10, rows(files, Column.HASHES));
      assertEquals(10, rows(files, Column.CONTENTS));
      assertEquals(transactions, rows(files, Column.BODIES));
    }
  }

  private static int rows(StoreFiles files, Column column) {
    int rows = 0;
    try (RocksIterator at = files.iterate(column)) {
      for (at.seekToFirst(); at.isValid(); at.next()) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  void anotherLayoutIsRefused() {
    Genesis genesis = logs(11).genesis;
    ChainStore.open(folder, genesis, ALL).close();
    try (StoreFiles files = new StoreFiles(folder);
        StoreFiles.Batch batch = files.begin()) {
      batch.put(Column.META, "layout".getBytes(StandardCharsets.US_ASCII), Keys.of(7));
      batch.write();
    }
    assertEquals(
        "the block store in %s has layout 7, not 2 as this version;".formatted(folder)
            + " delete the folder and it is filled again from the logs",
        assertThrows(StoreException.class, () -> ChainStore.open(folder, genesis, ALL))
            .getMessage());
  }

  @Test
  void blocksThatAreThereAreCompared() {
    SimulatedLogs logs = logs(9);
    List<Block> blocks = blocks(logs);
    List<Block> others = blocks(logs(10));
    byte[] checkpoint = {1, 2, 3};
    try (ChainStore store = ChainStore.open(folder, logs.genesis, ALL)) {
      store.append(blocks.get(0), null);
      assertTrue(store.checkpoint().isEmpty());
      store.append(blocks.get(1), checkpoint);
      store.append(blocks.get(0), null);
      assertArrayEquals(checkpoint, store.checkpoint().orElseThrow());
      String gap =
          assertThrows(StoreException.class, () -> store.append(blocks.get(3), null)).getMessage();
      assertTrue(gap.contains("ends with block 1, not 2"), gap);
      String other =
          assertThrows(StoreException.class, () -> store.append(others.get(1), null)).getMessage();
      assertTrue(other.contains("has another block 1"), other);
    }
    Genesis elsewhere = logs(10).genesis;
    String wrong =
        assertThrows(StoreException.class, () -> ChainStore.open(folder, elsewhere, ALL))
            .getMessage();
    assertTrue(wrong.contains("is of a chain with another genesis"), wrong);
  }
}
