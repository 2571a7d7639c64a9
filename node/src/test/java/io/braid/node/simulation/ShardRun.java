package io.braid.node.simulation;

import io.braid.executor.ShardExecutor;
import io.braid.executor.ShardOutputs;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.SnapshotAssembler;
import io.braid.protocol.record.SnapshotChunk;
import io.braid.protocol.record.SnapshotSplitter;
import io.braid.protocol.shard.ShardMachine;
import java.util.Arrays;

/** A shard in a process, from a snapshot on, as the worker on Kafka runs it. */
final class ShardRun implements ShardOutputs {

  private static final int UNFINISHED_MAX = 16;
  private static final int SNAPSHOT_ODDS = 3;

  /** Of older snapshots, one in so many is any; the others are of the last few. */
  private static final int ANY_SNAPSHOT_ODDS = 8;

  private static final int RECENT_SNAPSHOTS = 4;

  private final World world;
  private final int shard;
  private final VirtualAppender appender;
  private final ShardExecutor executor;
  private final ShardMachine machine;
  private final Cursor input;
  private boolean isStopped;

  ShardRun(World world, int shard, VirtualAppender appender) {
    this.world = world;
    this.shard = shard;
    this.appender = appender;
    machine = recover();
    input = new Cursor(world, world.logs.inputs.get(shard), machine.nextOffset());
    executor = new ShardExecutor(machine, world.genesis.shards(), this, UNFINISHED_MAX);
  }

  private ShardMachine recover() {
    Partition log = world.logs.snapshots.get(shard);
    int end = log.size();
    if (end > 0 && world.faults.strikes(Fault.OLD_SNAPSHOT)) {
      boolean isAny = world.random.nextInt(ANY_SNAPSHOT_ODDS) == 0;
      end -= world.random.nextInt(isAny ? end + 1 : Math.min(end, RECENT_SNAPSHOTS) + 1);
    }
    SnapshotAssembler assembler = new SnapshotAssembler(shard);
    // Those of this simulation have one chunk each.
    for (int offset = Math.max(0, end - 2); offset < end; offset++) {
      byte[] record = log.record(offset);
      Decoded<SnapshotChunk> chunk = SnapshotChunk.decode(record, 0, record.length);
      assembler.accept(chunk.value());
    }
    SnapshotAssembler.Snapshot newest = assembler.newest();
    return newest == null ? world.machine(shard) : world.machine(newest.bytes());
  }

  int shard() {
    return shard;
  }

  ShardMachine machine() {
    return machine;
  }

  Cursor input() {
    return input;
  }

  /** From now on it does nothing, whatever it is told. */
  void stop() {
    isStopped = true;
  }

  /** Handles up to so many records. */
  void handle(int most) {
    for (int left = most; left > 0 && input.hasNext() && !executor.isFull(); left--) {
      int offset = input.position();
      executor.handle(offset, input.next());
      Violation.require(
          executor.disposition() != Disposition.GAP || world.judge.isAppendLost(),
          Invariant.MESSAGES,
          () -> at(offset) + ": something is missing, but no append was lost");
      boolean isPlace = SnapshotLedger.isPlace(offset, executor.disposition());
      if (isPlace && !executor.isSnapshotWaiting() && world.random.nextInt(SNAPSHOT_ODDS) == 0) {
        executor.takeSnapshot();
      }
    }
  }

  private String at(int offset) {
    return "shard %d, offset %d".formatted(shard, offset);
  }

  boolean isIdle() {
    return input.isAtEnd() && executor.unfinishedCount() == 0;
  }

  /** Behind the last record: the state must be that of the log. */
  void checkState() {
    Violation.require(
        Arrays.equals(machine.snapshot(), world.judge.machine(shard).snapshot()),
        Invariant.SNAPSHOTS,
        () -> "shard %d is not where its log says".formatted(shard));
  }

  @Override
  public void appendBundle(long inputOffset, int destination, byte[] bundle) {
    appender.append(
        world.logs.inputs.get(destination),
        bundle,
        () -> {
          if (!isStopped) {
            executor.bundleAcknowledged(inputOffset);
          }
        });
  }

  @Override
  public void appendDiff(long inputOffset, byte[] diff) {
    appender.append(
        world.logs.diffs.get(shard),
        diff,
        () -> {
          if (!isStopped) {
            executor.diffAcknowledged(inputOffset);
          }
        });
  }

  @Override
  public void publishSnapshot(long nextOffset, byte[] snapshot) {
    world.judge.snapshots().check(shard, nextOffset, snapshot);
    SnapshotSplitter splitter = new SnapshotSplitter(shard, nextOffset, snapshot);
    for (int index = 0; index < splitter.count(); index++) {
      appender.append(world.logs.snapshots.get(shard), splitter.chunk(index), () -> {});
    }
  }
}
