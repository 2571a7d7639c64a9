package io.braid.executor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.RandomLogs;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What leaves when, in which order, and what must have been acknowledged before. */
class ShardExecutorTest {

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();

  /** Notes what leaves, as text. */
  private static final class Notes implements ShardOutputs {
    final List<String> left = new ArrayList<>();
    final List<byte[]> snapshots = new ArrayList<>();

    @Override
    public void appendBundle(long inputOffset, int destination, byte[] bundle) {
      left.add("bundle %d to %d".formatted(inputOffset, destination));
    }

    @Override
    public void appendDiff(long inputOffset, byte[] diff) {
      assertEquals(inputOffset, DiffCodec.decode(diff, 0, diff.length).value().offset());
      left.add("diff " + inputOffset);
    }

    @Override
    public void publishSnapshot(long nextOffset, byte[] snapshot) {
      left.add("snapshot " + nextOffset);
      snapshots.add(snapshot);
    }
  }

  private final Notes notes = new Notes();
  private final ShardMachine machine = machine();
  private final ShardExecutor executor = new ShardExecutor(machine, new ShardCount(4), notes, 3);

  private static ShardMachine machine() {
    Genesis genesis =
        new Genesis(
            1, new ShardCount(4), List.of(), List.of(), Address.parse("0x" + "c0".repeat(20)));
    return ShardMachine.atGenesis(genesis, 0, PROGRAMS, new NativeRunner(PROGRAMS), Seeds.TABLE);
  }

  /** A header without events, which makes a shard send nothing. */
  private static byte[] header(long number, long generation) {
    return BlockHeaderCodec.encode(
        new BlockHeader(
            number,
            generation,
            5,
            0,
            1,
            Word.of(PROGRAMS.commitment()),
            0,
            0,
            1,
            List.of(),
            0,
            List.of()));
  }

  private void assertLeft(String... expected) {
    assertEquals(List.of(expected), notes.left);
    notes.left.clear();
  }

  @Test
  void diffLeavesAtOnceWithoutBundles() {
    executor.handle(0, header(1, 0));
    assertLeft("diff 0");
    executor.handle(1, new byte[0]);
    assertLeft("diff 1");
    assertEquals(0, executor.acknowledgedOffset());
    assertEquals(2, executor.nextOffset());
    assertEquals(1, executor.block());
    assertEquals(Disposition.MALFORMED, executor.disposition());
    executor.diffAcknowledged(0);
    assertEquals(1, executor.acknowledgedOffset());
    executor.diffAcknowledged(1);
    assertEquals(2, executor.acknowledgedOffset());
    assertEquals(0, executor.unfinishedCount());
  }

  @Test
  void fullUntilADiffIsAcknowledged() {
    for (int offset = 0; offset < 3; offset++) {
      assertFalse(executor.isFull());
      executor.handle(offset, new byte[0]);
    }
    assertTrue(executor.isFull());
    IllegalStateException full =
        assertThrows(IllegalStateException.class, () -> executor.handle(3, new byte[0]));
    assertEquals("3 records have unacknowledged outputs already", full.getMessage());
    assertEquals(3, executor.nextOffset());
    executor.diffAcknowledged(0);
    assertFalse(executor.isFull());
    executor.handle(3, new byte[0]);
    assertLeft("diff 0", "diff 1", "diff 2", "diff 3");
  }

  @Test
  void oneRecordAtLeast() {
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ShardExecutor(machine, new ShardCount(4), notes, 0));
    assertEquals("at least 1 record must be allowed to be unfinished, not 0", none.getMessage());
  }

  @Test
  void wrongAcknowledgements() {
    executor.handle(0, new byte[0]);
    executor.handle(1, new byte[0]);
    assertRefused(
        "the diff at offset 1 is acknowledged, but awaited is that at 0",
        () -> executor.diffAcknowledged(1));
    assertRefused(
        "no bundle of the record at offset 0 is awaited", () -> executor.bundleAcknowledged(0));
    executor.diffAcknowledged(0);
    executor.diffAcknowledged(1);
    assertRefused(
        "the diff at offset 1 is acknowledged, but none is awaited",
        () -> executor.diffAcknowledged(1));
    assertRefused(
        "no bundle of the record at offset 7 is awaited", () -> executor.bundleAcknowledged(7));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalStateException.class, call::run).getMessage());
  }

  @Test
  void snapshotWaitsForWhatIsBeforeItAndNotForWhatIsBehind() {
    executor.handle(0, header(1, 0));
    byte[] expected = machine.snapshot();
    executor.takeSnapshot();
    assertTrue(executor.isSnapshotWaiting());
    executor.handle(1, header(2, 0));
    assertLeft("diff 0", "diff 1");
    executor.diffAcknowledged(0);
    assertLeft("snapshot 1");
    assertFalse(executor.isSnapshotWaiting());
    assertArrayEquals(expected, notes.snapshots.getFirst());
    executor.diffAcknowledged(1);
    assertLeft();
    executor.takeSnapshot();
    assertLeft("snapshot 2");
  }

  @Test
  void newerSnapshotReplacesTheOneThatWaits() {
    executor.handle(0, header(1, 0));
    executor.takeSnapshot();
    executor.handle(1, header(2, 0));
    executor.takeSnapshot();
    executor.diffAcknowledged(0);
    assertLeft("diff 0", "diff 1");
    executor.diffAcknowledged(1);
    assertLeft("snapshot 2");
  }

  @Test
  void nextGenerationEndsWithItsDiff() {
    executor.handle(0, header(1, 1));
    assertEquals(Disposition.NEXT_GENERATION, executor.disposition());
    assertLeft("diff 0");
    String closed = "the log goes on in the next generation: load the repaired snapshot";
    assertRefused(closed, () -> executor.handle(1, header(2, 1)));
    assertRefused(closed, executor::takeSnapshot);
    executor.diffAcknowledged(0);
    assertEquals(1, executor.acknowledgedOffset());
  }

  /** Acknowledgements in any order that partitions allow, over records with many bundles. */
  @Test
  void diffsLeaveInOrderAndAfterTheirBundles() {
    Seeds.run(
        "acknowledgement orders",
        seed -> {
          RandomLogs logs = new RandomLogs(seed, 1_500);
          int bundles = 0;
          for (int shard = 0; shard < 4; shard++) {
            bundles += new Orders(logs, shard, seed + shard).run();
          }
          assertTrue(bundles > 300, "too few bundles: " + bundles);
        });
  }

  /** One shard fed with its log; acknowledgements come in an order that a seed decides. */
  private static final class Orders implements ShardOutputs {
    private final Random random;
    private final List<byte[]> log;
    private final ShardMachine plain;
    private final ShardExecutor executor;

    /** Bundles that are not acknowledged, by destination, as the offsets of their records. */
    private final List<Deque<Long>> bundles = new ArrayList<>();

    private final Deque<Long> diffs = new ArrayDeque<>();
    private final int[] unacknowledged;
    private int bundleCount;
    private long nextDiff;
    private long snapshotAt = -1;
    private long diffsAcknowledged;

    Orders(RandomLogs logs, int shard, long seed) {
      random = new Random(seed);
      log = logs.log(shard);
      unacknowledged = new int[log.size()];
      plain = start(logs, shard);
      executor =
          new ShardExecutor(
              start(logs, shard), logs.genesis().shards(), this, 1 + random.nextInt(9));
      for (int i = 0; i < 4; i++) {
        bundles.add(new ArrayDeque<>());
      }
    }

    private static ShardMachine start(RandomLogs logs, int shard) {
      return ShardMachine.atGenesis(
          logs.genesis(), shard, PROGRAMS, new NativeRunner(PROGRAMS), Seeds.TABLE);
    }

    int run() {
      while (nextDiff < log.size() || !diffs.isEmpty()) {
        int which = random.nextInt(6);
        if (which < 4 && !bundles.get(which).isEmpty()) {
          long offset = bundles.get(which).remove();
          unacknowledged[(int) offset]--;
          executor.bundleAcknowledged(offset);
        } else if (which == 4 && !diffs.isEmpty()) {
          diffsAcknowledged++;
          executor.diffAcknowledged(diffs.remove());
        } else if (!executor.isFull() && executor.nextOffset() < log.size()) {
          int offset = (int) executor.nextOffset();
          executor.handle(offset, log.get(offset));
          if (random.nextInt(5) == 0) {
            snapshotAt = executor.nextOffset();
            executor.takeSnapshot();
          }
        }
        assertEquals(diffsAcknowledged, executor.acknowledgedOffset());
      }
      return bundleCount;
    }

    @Override
    public void appendBundle(long inputOffset, int destination, byte[] bundle) {
      bundleCount++;
      unacknowledged[(int) inputOffset]++;
      bundles.get(destination).add(inputOffset);
    }

    @Override
    public void appendDiff(long inputOffset, byte[] diff) {
      assertEquals(nextDiff, inputOffset);
      assertEquals(0, unacknowledged[(int) inputOffset]);
      plain.handle(inputOffset, log.get((int) inputOffset));
      assertArrayEquals(plain.diff(), diff);
      nextDiff++;
      diffs.add(inputOffset);
    }

    @Override
    public void publishSnapshot(long nextOffset, byte[] snapshot) {
      assertEquals(snapshotAt, nextOffset);
      assertTrue(diffsAcknowledged >= nextOffset);
    }
  }
}
