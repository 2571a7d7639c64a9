package io.braid.executor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Executors of all shards and their logs in one thread, from one seed. Appends become durable and
 * are acknowledged later: in order within a partition, in any order across them. An executor that
 * crashes loses what it has not appended, and a part of what it has.
 */
final class ShardNetwork {

  private static final int UNFINISHED_MAX = 5;

  /** An append that is under way to one partition. */
  private record Append(Runnable whenDurable, Runnable acknowledge) {}

  /** A published snapshot. */
  private static final class Published {
    final long nextOffset;
    final byte[] bytes;

    Published(long nextOffset, byte[] bytes) {
      this.nextOffset = nextOffset;
      this.bytes = bytes;
    }
  }

  private final Random random;
  private final Genesis genesis;
  private final ProgramSet programs;
  private final List<Shard> shards = new ArrayList<>();
  int crashes;
  int repeatedDiffs;
  int restartsFromSnapshot;

  ShardNetwork(long seed, Genesis genesis, ProgramSet programs) {
    this.random = new Random(seed);
    this.genesis = genesis;
    this.programs = programs;
    for (int i = 0; i < genesis.shards().count(); i++) {
      shards.add(new Shard(i));
    }
  }

  /** One shard: its logs, which are durable, and the executor, which is not. */
  private final class Shard implements ShardOutputs {
    final int shard;
    final List<byte[]> input = new ArrayList<>();

    /** The diffs as a reader takes them: lower offsets are dropped, higher ones would be a gap. */
    final List<byte[]> diffs = new ArrayList<>();

    Published published;
    ShardExecutor executor;

    /** By partition: the input logs, then the diffs. */
    final Map<Integer, Deque<Append>> underway = new TreeMap<>();

    Shard(int shard) {
      this.shard = shard;
      start();
    }

    void start() {
      NativeRunner runner = new NativeRunner(programs);
      ShardMachine machine =
          published == null
              ? ShardMachine.atGenesis(genesis, shard, programs, runner, Seeds.TABLE)
              : ShardMachine.fromSnapshot(published.bytes, programs, runner, random.nextLong());
      assertEquals(published == null ? 0 : published.nextOffset, machine.nextOffset());
      underway.clear();
      executor = new ShardExecutor(machine, genesis.shards(), this, UNFINISHED_MAX);
    }

    void crash() {
      crashes++;
      restartsFromSnapshot += published == null ? 0 : 1;
      for (Deque<Append> partition : underway.values()) {
        for (int durable = random.nextInt(partition.size() + 1); durable > 0; durable--) {
          partition.remove().whenDurable.run();
        }
      }
      start();
    }

    void handleNext() {
      int offset = (int) executor.nextOffset();
      if (offset < input.size() && !executor.isFull()) {
        executor.handle(offset, input.get(offset));
        if (executor.disposition() == Disposition.GAP) {
          throw new AssertionError("gap at shard %d, offset %d".formatted(shard, offset));
        }
      }
    }

    /** Makes the oldest append to some partition durable, and acknowledges it. */
    void acknowledgeOne() {
      List<Deque<Append>> busy = underway.values().stream().filter(d -> !d.isEmpty()).toList();
      if (!busy.isEmpty()) {
        Append append = busy.get(random.nextInt(busy.size())).remove();
        append.whenDurable.run();
        append.acknowledge.run();
      }
    }

    boolean isIdle() {
      return executor.nextOffset() == input.size() && executor.unfinishedCount() == 0;
    }

    private void append(int partition, Runnable whenDurable, Runnable acknowledge) {
      underway
          .computeIfAbsent(partition, _ -> new ArrayDeque<>())
          .add(new Append(whenDurable, acknowledge));
    }

    @Override
    public void appendBundle(long inputOffset, int destination, byte[] bundle) {
      ShardExecutor sender = executor;
      append(
          destination,
          () -> shards.get(destination).input.add(bundle),
          () -> sender.bundleAcknowledged(inputOffset));
    }

    @Override
    public void appendDiff(long inputOffset, byte[] diff) {
      ShardExecutor sender = executor;
      append(shards.size(), () -> takeDiff(diff), () -> sender.diffAcknowledged(inputOffset));
    }

    private void takeDiff(byte[] bytes) {
      Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
      for (MessageBundle bundle : diff.bundles()) {
        byte[] expected = bundle.encode();
        assertTrue(
            shards.get(bundle.destination()).input.stream()
                .anyMatch(record -> Arrays.equals(record, expected)),
            () -> "a diff can be read and its bundle cannot: " + bundle);
      }
      if (diff.offset() < diffs.size()) {
        repeatedDiffs++;
        assertArrayEquals(diffs.get((int) diff.offset()), bytes, "a repeated diff differs");
      } else {
        assertEquals(diffs.size(), diff.offset(), "diffs leave a gap");
        diffs.add(bytes);
      }
    }

    @Override
    public void publishSnapshot(long nextOffset, byte[] snapshot) {
      assertTrue(diffs.size() >= nextOffset, "a snapshot is published before the diffs under it");
      published = new Published(nextOffset, snapshot);
    }

    /** What a plain machine makes of the log. */
    void verify() {
      ShardMachine plain =
          ShardMachine.atGenesis(genesis, shard, programs, new NativeRunner(programs), Seeds.TABLE);
      for (int offset = 0; offset < input.size(); offset++) {
        plain.handle(offset, input.get(offset));
        assertArrayEquals(plain.diff(), diffs.get(offset), "diff of shard " + shard);
      }
      assertEquals(input.size(), diffs.size());
      executor.takeSnapshot();
      assertArrayEquals(plain.snapshot(), published.bytes);
    }
  }

  /** Appends a record of someone else to a shard's log. */
  void append(int shard, byte[] record) {
    shards.get(shard).input.add(record);
  }

  /** One thing happens, somewhere. */
  void step(int crashOdds, int snapshotOdds) {
    Shard shard = shards.get(random.nextInt(shards.size()));
    if (random.nextInt(crashOdds) == 0) {
      shard.crash();
    } else if (random.nextInt(snapshotOdds) == 0) {
      shard.executor.takeSnapshot();
    } else if (random.nextInt(3) == 0) {
      shard.handleNext();
    } else {
      shard.acknowledgeOne();
    }
  }

  /** Runs until nothing is left to do. */
  void settle() {
    while (!shards.stream().allMatch(Shard::isIdle)) {
      Shard shard = shards.get(random.nextInt(shards.size()));
      shard.handleNext();
      shard.acknowledgeOne();
    }
  }

  /** Every shard has the diffs and the state that a plain machine gives for its log. */
  void verify() {
    shards.forEach(Shard::verify);
  }
}
