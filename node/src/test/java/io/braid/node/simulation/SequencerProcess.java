package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.sequencer.block.Block;

/** A process with gateway, header writer and follower over one store and one appender. */
final class SequencerProcess implements Actor {

  private static final int READS_MAX = 8;
  private static final int READ_MAX = 40;
  private static final int APPENDS_MAX = 20;
  private static final int SKEW_MS_MAX = 1_500;

  private final World world;
  private final MemoryStore store;
  private final VirtualAppender appender;
  private final SimulatedGateway gateway;
  private final SimulatedWriter writer;
  private final SimulatedFollower follower;

  SequencerProcess(World world, MemoryStore store) {
    this.world = world;
    this.store = store;
    long skewMs = world.random.nextInt(-SKEW_MS_MAX, SKEW_MS_MAX);
    appender = new VirtualAppender(world);
    gateway = new SimulatedGateway(world, store, appender, () -> world.nowMs() + skewMs);
    writer = new SimulatedWriter(world, store, appender, skewMs);
    follower = new SimulatedFollower(world, store, new Listener());
  }

  private final class Listener implements SimulatedFollower.Listener {
    @Override
    public void onHeader(BlockHeader header) {
      gateway.takeHeader(header);
    }

    @Override
    public void onRecord() {
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

  SimulatedWriter writer() {
    return writer;
  }

  MemoryStore store() {
    return store;
  }

  /** Some reader of a partition. */
  Cursor someCursor() {
    return world.random.nextInt(4) == 0 ? writer.log() : follower.someCursor();
  }

  void die() {
    gateway.die();
    writer.die();
  }

  @Override
  public void act() {
    for (int left = world.random.nextInt(READS_MAX); left > 0; left--) {
      follower.read(1 + world.random.nextInt(READ_MAX));
    }
    if (world.random.nextBoolean()) {
      follower.assemble();
    }
    if (world.random.nextBoolean()) {
      writer.act();
    }
    if (world.random.nextBoolean()) {
      gateway.tick();
    }
    for (int left = world.random.nextInt(APPENDS_MAX); left > 0; left--) {
      appender.step();
    }
  }

  void endStalls() {
    appender.endStalls();
    follower.endStalls();
    writer.log().stall(0);
  }

  boolean isIdle() {
    return appender.isIdle() && follower.isIdle() && writer.isIdle();
  }
}
