package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import java.util.function.LongSupplier;

/** A process with gateway, header writer and follower over one store and one appender. */
final class SequencerProcess implements Actor {

  private static final int READS_MAX = 8;
  private static final int READ_MAX = 40;
  private static final int APPENDS_MAX = 8;
  private static final int SKEW_MS_MAX = 1_500;

  private final World world;
  private final MemoryStore store;
  private final VirtualAppender appender;
  private final SimulatedGateway gateway;
  private final SimulatedWriter writer;
  private final SimulatedFollower follower;

  /** The event from which on it knows that others write headers. */
  private long leaseUntil;

  SequencerProcess(World world, MemoryStore store) {
    this.world = world;
    this.store = store;
    long skewMs = world.random.nextInt(-SKEW_MS_MAX, SKEW_MS_MAX);
    LongSupplier clockMs = () -> world.nowMs() + skewMs;
    appender = new VirtualAppender(world);
    gateway = new SimulatedGateway(world, store, appender, clockMs);
    writer = new SimulatedWriter(world, store, appender, clockMs);
    follower = new SimulatedFollower(world, store, new Listener());
    follower.begin();
  }

  private final class Listener implements SimulatedFollower.Listener {
    @Override
    public void onOpen(Word transaction, Address sender, Bytes raw, boolean isQueued) {
      gateway.takeOpen(transaction, sender, raw, isQueued);
    }

    @Override
    public void onHeader(BlockHeader header) {
      gateway.takeHeader(header);
      writer.headerFollowed(header);
    }

    @Override
    public void onRecord(int shard, byte[] record) {
      gateway.takeRecord(shard, record);
      writer.recordsSeen();
    }

    @Override
    public void onDiff(Diff diff) {
      gateway.takeDiff(diff);
    }

    @Override
    public void onBlock(Block block) {
      gateway.takeBlock(block);
      writer.blockComplete(block.number(), block.header().gasUsed());
    }
  }

  VirtualAppender appender() {
    return appender;
  }

  SimulatedGateway gateway() {
    return gateway;
  }

  SimulatedFollower follower() {
    return follower;
  }

  MemoryStore store() {
    return store;
  }

  /** Gives it the lease to write headers, until it is told otherwise. */
  void grantLease() {
    leaseUntil = Long.MAX_VALUE;
  }

  /** It has lost the lease, and knows it from this event on. */
  void endLease(long atEvent) {
    leaseUntil = Math.min(leaseUntil, atEvent);
  }

  /** Some reader stands still. */
  void stallReader(long untilEvent) {
    if (world.random.nextInt(4) == 0) {
      writer.stall(untilEvent);
    } else {
      follower.someCursor().stall(untilEvent);
    }
  }

  void die() {
    gateway.die();
    writer.resign();
  }

  @Override
  public void act() {
    for (int left = world.random.nextInt(READS_MAX); left > 0; left--) {
      follower.read(1 + world.random.nextInt(READ_MAX));
    }
    if (world.random.nextBoolean()) {
      follower.assemble();
      gateway.checkAccounts();
    }
    if (world.event() >= leaseUntil) {
      writer.resign();
    } else if (world.random.nextBoolean()) {
      writer.act();
    }
    if (world.random.nextBoolean()) {
      gateway.tick();
    }
    for (int left = world.random.nextInt(APPENDS_MAX); left > 0; left--) {
      appender.step();
    }
  }

  void endFaults() {
    appender.endFaults();
    follower.endStalls();
    writer.stall(0);
  }

  boolean isIdle() {
    return appender.isIdle() && follower.isIdle() && writer.isIdle();
  }
}
