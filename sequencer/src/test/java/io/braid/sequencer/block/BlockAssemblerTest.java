package io.braid.sequencer.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of random logs against the plain ones, in any interleaving, from any checkpoint. */
class BlockAssemblerTest {

  private static final int TRANSACTIONS = 1_500;

  /** Offers all that is left of the logs, some of it twice. */
  private static void offerAll(BlockAssembler assembler, SimulatedLogs logs) {
    for (int shard = 0; shard < logs.shards(); shard++) {
      for (int at = (int) assembler.nextOffset(shard); at < logs.records.get(shard).size(); at++) {
        assembler.offerRecord(shard, at, logs.records.get(shard).get(at));
        assembler.offerDiff(shard, at, logs.diffs.get(shard).get(at));
        assembler.offerRecord(shard, at / 2, new byte[] {7});
        assembler.offerDiff(shard, at / 2, new byte[] {7});
      }
    }
  }

  private static List<Block> drain(BlockAssembler assembler) {
    List<Block> blocks = new ArrayList<>();
    for (Block next = assembler.next(); next != null; next = assembler.next()) {
      blocks.add(next);
    }
    return blocks;
  }

  private static List<Block> blocks(SimulatedLogs logs) {
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    offerAll(assembler, logs);
    return drain(assembler);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void blocksAreThePlainOnes(int shards) {
    Seeds.run(
        "blocks, " + shards,
        seed -> {
          SimulatedLogs logs = new SimulatedLogs(seed, shards, TRANSACTIONS);
          PlainBlocks plain = new PlainBlocks(logs);
          List<Block> blocks = blocks(logs);
          assertEquals(plain.blocks().size(), blocks.size());
          for (int i = 0; i < blocks.size(); i++) {
            assertEquals(plain.blocks().get(i), PlainBlocks.describe(blocks.get(i)), "block " + i);
          }
          assertCoverage(blocks, shards);
        });
  }

  /** That the logs reach what they are for. */
  private static void assertCoverage(List<Block> blocks, int shards) {
    assertTrue(blocks.stream().anyMatch(block -> !block.refusals().isEmpty()));
    assertTrue(blocks.stream().anyMatch(block -> !block.queued().isEmpty()));
    assertTrue(blocks.stream().anyMatch(block -> !block.withdrawals().isEmpty()));
    Set<Object> events = new HashSet<>();
    Set<Integer> types = new HashSet<>();
    long failed = 0;
    for (Block block : blocks) {
      for (BlockTransaction transaction : block.transactions()) {
        transaction.logs().forEach(log -> events.add(log.topics().getFirst()));
        types.add(transaction.type());
        failed += 1 - transaction.status();
      }
    }
    assertTrue(events.size() >= (shards == 1 ? 5 : 3), "kinds of logs: " + events.size());
    assertEquals(Set.of(0, 2), types);
    assertTrue(failed > 20, "failed: " + failed);
  }

  /** Where a log holds parts of a long record, offsets have no record. */
  @Test
  void offsetsWithoutARecordAreNoGaps() {
    Seeds.run(
        "offsets without a record",
        seed -> {
          List<Block> expected = blocks(new SimulatedLogs(seed, 4, TRANSACTIONS));
          SimulatedLogs logs = new SimulatedLogs(seed, 4, TRANSACTIONS, 2);
          BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
          offerInTurn(assembler, logs);
          Block behind = null;
          int count = 0;
          for (Block next = assembler.next(); next != null; next = assembler.next()) {
            assertEquals(transactions(expected.get(count)), transactions(next));
            if (behind != null) {
              assertEquals(PlainBlocks.describe(next), PlainBlocks.describe(behind));
            }
            BlockAssembler resumed = BlockAssembler.resumed(assembler.checkpoint());
            offerInTurn(resumed, logs);
            behind = resumed.next();
            count++;
          }
          assertEquals(expected.size(), count);
        });
  }

  private static List<Word> transactions(Block block) {
    return block.transactions().stream().map(one -> one.receipt().transaction()).toList();
  }

  /** Offers a record and then its diff, by the places from which the logs must be read. */
  private static void offerInTurn(BlockAssembler assembler, SimulatedLogs logs) {
    for (int shard = 0; shard < logs.shards(); shard++) {
      for (int at = (int) assembler.nextDiff(shard); at < logs.records.get(shard).size(); at++) {
        assertTrue(logs.offset(at) >= assembler.nextOffset(shard));
        assembler.offerRecord(shard, logs.offset(at), logs.records.get(shard).get(at));
        assertTrue(assembler.offerDiff(shard, logs.offset(at), logs.diffs.get(shard).get(at)));
      }
      assertEquals(0, assembler.gaps(shard));
    }
  }

  @Test
  void aDiffThatIsLostBehindAHoleIsAGap() {
    SimulatedLogs logs = new SimulatedLogs(5, 1, 200, 2);
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int at = 0; at < 9; at++) {
      assembler.offerRecord(0, logs.offset(at), logs.records.getFirst().get(at));
    }
    for (int at : new int[] {0, 1, 2, 3, 4, 5}) {
      assertTrue(assembler.offerDiff(0, logs.offset(at), logs.diffs.getFirst().get(at)));
    }
    // That of 6, the first behind a hole, is lost.
    assertFalse(assembler.offerDiff(0, logs.offset(7), logs.diffs.getFirst().get(7)));
    assertEquals(1, assembler.gaps(0));
    assertTrue(assembler.offerDiff(0, logs.offset(6), logs.diffs.getFirst().get(6)));
    assertFalse(assembler.offerDiff(0, logs.offset(6), logs.diffs.getFirst().get(6)));
    assertEquals(1, assembler.gaps(0));
  }

  @Test
  void everyTransactionHasOneOutcome() {
    Seeds.run(
        "outcomes",
        seed -> {
          SimulatedLogs logs = new SimulatedLogs(seed, 4, TRANSACTIONS);
          List<Block> blocks = blocks(logs);
          // Nothing is signed here, so that the same bytes may be those of several senders.
          Set<OpenTransactions.Name> receipts = new HashSet<>();
          Set<OpenTransactions.Name> waiting = new HashSet<>();
          Set<OpenTransactions.Name> outcomes = new HashSet<>();
          for (Block block : blocks) {
            block.queued().forEach(one -> waiting.add(name(one.transaction(), one.sender())));
            block.refusals().forEach(one -> waiting.remove(name(one.transaction(), one.sender())));
            block.refusals().forEach(one -> outcomes.add(name(one.transaction(), one.sender())));
            for (BlockTransaction transaction : block.transactions()) {
              Word hash = transaction.receipt().transaction();
              // The bytes themselves, not what the diff says of them.
              assertEquals(hash, Word.of(Keccak256.hash(transaction.raw().array())));
              assertEquals(hash, transaction.signed().hash());
              OpenTransactions.Name name = name(hash, transaction.receipt().sender());
              assertTrue(receipts.add(name), "a second receipt of " + name);
              waiting.remove(name);
            }
          }
          outcomes.addAll(receipts);
          outcomes.addAll(waiting);
          assertEquals(names(logs), outcomes);
        });
  }

  private static OpenTransactions.Name name(Word transaction, Address sender) {
    return new OpenTransactions.Name(transaction, sender);
  }

  private static Set<OpenTransactions.Name> names(SimulatedLogs logs) {
    Set<OpenTransactions.Name> names = new HashSet<>();
    TransactionBundleReader bundle = new TransactionBundleReader();
    for (List<byte[]> log : logs.records) {
      for (byte[] record : log) {
        if (record[1] == RecordType.TRANSACTIONS.code()
            && bundle.open(record, 0, record.length) == null) {
          while (bundle.next()) {
            int senderAt = bundle.senderAt();
            int end = bundle.rawAt() + bundle.rawLength();
            byte[] sender = Arrays.copyOfRange(record, senderAt, senderAt + Address.BYTES);
            byte[] raw = Arrays.copyOfRange(record, bundle.rawAt(), end);
            names.add(name(Word.of(Keccak256.hash(raw)), Address.of(sender)));
          }
        }
      }
    }
    return names;
  }

  @Test
  void anyInterleavingGivesTheSameBlocks() {
    Seeds.run(
        "interleaved blocks",
        seed -> {
          SimulatedLogs logs = new SimulatedLogs(seed, 4, TRANSACTIONS);
          List<Block> expected = blocks(logs);
          Random random = new Random(seed);
          for (int round = 0; round < 5; round++) {
            BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
            assertEquals(expected, interleaved(assembler, logs, random, 1 + 10 * round));
          }
        });
  }

  private static List<Block> interleaved(
      BlockAssembler assembler, SimulatedLogs logs, Random random, int burst) {
    List<Block> blocks = new ArrayList<>();
    int[][] offered = new int[2][logs.shards()];
    int left = 0;
    for (int shard = 0; shard < logs.shards(); shard++) {
      offered[0][shard] = (int) assembler.nextOffset(shard);
      offered[1][shard] = offered[0][shard];
      left += 2 * (logs.records.get(shard).size() - offered[0][shard]);
    }
    while (left > 0) {
      int side = random.nextInt(2);
      int shard = random.nextInt(logs.shards());
      List<byte[]> log = (side == 0 ? logs.records : logs.diffs).get(shard);
      for (int i = random.nextInt(burst + 1); i > 0 && offered[side][shard] < log.size(); i--) {
        int offset = offered[side][shard]++;
        if (side == 0) {
          assembler.offerRecord(shard, offset, log.get(offset));
        } else {
          assembler.offerDiff(shard, offset, log.get(offset));
        }
        left--;
      }
      blocks.addAll(drain(assembler));
    }
    return blocks;
  }

  @Test
  void goesOnFromCheckpoints() {
    Seeds.run(
        "checkpoints",
        seed -> {
          SimulatedLogs logs = new SimulatedLogs(seed, 4, TRANSACTIONS);
          List<Block> expected = blocks(logs);
          Random random = new Random(seed);
          BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
          offerAll(assembler, logs);
          int open = 0;
          for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), assembler.next());
            byte[] checkpoint = assembler.checkpoint();
            Checkpoint read = CheckpointCodec.decode(checkpoint);
            assertEquals(i, read.block());
            assertEquals(waitingAfter(logs, i), read.open().queued.keySet(), "queued after " + i);
            open += read.open().pending.isEmpty() || read.open().queued.isEmpty() ? 0 : 1;
            if (random.nextInt(4) == 0) {
              assembler = BlockAssembler.resumed(checkpoint);
              assertArrayEquals(checkpoint, assembler.checkpoint());
              List<Block> rest = new ArrayList<>(expected.subList(i + 1, expected.size()));
              BlockAssembler beside = BlockAssembler.resumed(checkpoint);
              assertEquals(rest, interleaved(beside, logs, random, 20));
              offerAll(assembler, logs);
            }
          }
          assertTrue(open > 5, "checkpoints with open transactions: " + open);
        });
  }

  /** What waits in nonce queues at the end of a block, by the diffs alone. */
  private static Set<OpenTransactions.Name> waitingAfter(SimulatedLogs logs, long block) {
    Set<OpenTransactions.Name> waiting = new HashSet<>();
    for (List<byte[]> shard : logs.diffs) {
      for (byte[] bytes : shard) {
        Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
        if (diff.block() <= block) {
          diff.outcomes().forEach(outcome -> follow(outcome, waiting));
        }
      }
    }
    return waiting;
  }

  private static void follow(Outcome outcome, Set<OpenTransactions.Name> waiting) {
    switch (outcome) {
      case Outcome.Queued queued ->
          waiting.add(new OpenTransactions.Name(queued.transaction(), queued.sender()));
      case Outcome.Refused refused ->
          waiting.remove(new OpenTransactions.Name(refused.transaction(), refused.sender()));
      case Outcome.Ran ran ->
          waiting.remove(new OpenTransactions.Name(ran.transaction(), ran.sender()));
      case Outcome.Stepped _ -> {}
    }
  }

  @Test
  void aDiffBehindALostOneIsDroppedUntilAllComeAgain() {
    SimulatedLogs logs = new SimulatedLogs(6, 2, 300);
    List<Block> expected = blocks(logs);
    List<byte[]> diffs = logs.diffs.get(1);
    int lost = diffs.size() / 2;
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    for (int offset = 0; offset < diffs.size(); offset++) {
      assembler.offerRecord(1, offset, logs.records.get(1).get(offset));
      if (offset != lost) {
        assertEquals(offset < lost, assembler.offerDiff(1, offset, diffs.get(offset)));
      }
    }
    assertEquals(diffs.size() - 1 - lost, assembler.gaps(1));
    for (int offset = lost - 2; offset < diffs.size(); offset++) {
      assertEquals(offset >= lost, assembler.offerDiff(1, offset, diffs.get(offset)));
    }
    for (int offset = 0; offset < logs.records.get(0).size(); offset++) {
      assembler.offerRecord(0, offset, logs.records.get(0).get(offset));
      assertTrue(assembler.offerDiff(0, offset, logs.diffs.get(0).get(offset)));
    }
    assertEquals(expected, drain(assembler));
    assertEquals(0, assembler.gaps(0));
    assertEquals(diffs.size() - 1 - lost, assembler.gaps(1));
  }

  @Test
  void saysWhereItStands() {
    SimulatedLogs logs = new SimulatedLogs(3, 2, 60);
    BlockAssembler assembler = BlockAssembler.atGenesis(logs.genesis);
    assertEquals(-1, assembler.completeBlock());
    assertNull(assembler.next());
    IllegalStateException early = assertThrows(IllegalStateException.class, assembler::checkpoint);
    assertEquals(
        "block 0 is not complete: take the checkpoint right after a block", early.getMessage());
    offerAll(assembler, logs);
    Block first = assembler.next();
    assertEquals(0, assembler.completeBlock());
    for (int shard = 0; shard < 2; shard++) {
      assertEquals(first.nextOffsets().get(shard), assembler.nextOffset(shard));
      int next = (int) assembler.nextOffset(shard);
      assertEquals(RecordType.HEADER.code(), logs.records.get(shard).get(next)[1]);
    }
    drain(assembler);
    IllegalStateException late = assertThrows(IllegalStateException.class, assembler::checkpoint);
    assertTrue(late.getMessage().startsWith("block " + logs.headers().size()), late.getMessage());
  }

  @Test
  void changesAreThoseOfTheDiffsByShard() {
    SimulatedLogs logs = new SimulatedLogs(5, 4, 300);
    List<Block> blocks = blocks(logs);
    for (int shard = 0; shard < 4; shard++) {
      List<Diff.CellChange> expected = new ArrayList<>();
      List<Diff.CellChange> actual = new ArrayList<>();
      for (byte[] bytes : logs.diffs.get(shard)) {
        Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
        if (diff.block() < blocks.size()) {
          expected.addAll(diff.changes());
        }
      }
      for (Block block : blocks) {
        actual.addAll(block.changes().get(shard));
      }
      assertEquals(expected, actual);
    }
  }
}
