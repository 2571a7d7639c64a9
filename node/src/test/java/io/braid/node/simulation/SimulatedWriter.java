package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.sequencer.header.HeaderAnswer;
import io.braid.sequencer.header.HeaderChain;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.util.ArrayList;
import java.util.List;

/** A header writer over the virtual log, as the one on Kafka. */
final class SimulatedWriter {

  private static final int READ_MAX = 8;

  /** While it catches up, it reads more at once. */
  private static final int CATCH_UP_MAX = 200;

  private final World world;
  private final VirtualAppender appender;
  private final HeaderWriterMachine machine;
  private final Cursor log;
  private final int endAtStart;
  private final long skewMs;
  private boolean isDead;

  SimulatedWriter(World world, MemoryStore store, VirtualAppender appender, long skewMs) {
    this.world = world;
    this.appender = appender;
    this.skewMs = skewMs;
    machine =
        new HeaderWriterMachine(
            chain(store), world.shards(), world.l1.fees(), world.l1.firstBaseFee());
    log = new Cursor(world, world.logs.blocks, 0);
    endAtStart = world.logs.blocks.size();
  }

  /** From the beginning, or behind the newest block in the store. */
  private HeaderChain chain(MemoryStore store) {
    if (store.latest() > 0 && world.random.nextBoolean()) {
      BlockHeader header = store.newest().decided();
      return HeaderChain.after(header, World.COMMITMENT, store.tokens(), world.tableSeed());
    }
    List<Address> tokens = new ArrayList<>();
    world.genesis.tokens().stream().map(TokenEntry::address).forEach(tokens::add);
    return new HeaderChain(0, World.COMMITMENT, tokens, world.tableSeed());
  }

  /** Its process is dead: acknowledgements mean nothing to it. */
  void die() {
    isDead = true;
  }

  Cursor log() {
    return log;
  }

  void recordsSeen() {
    machine.recordsSeen();
  }

  void blockComplete(long block, long gas) {
    machine.blockComplete(block, gas);
  }

  void act() {
    if (machine.state() == HeaderWriterMachine.State.READING) {
      read(CATCH_UP_MAX);
      if (log.position() >= endAtStart) {
        append(machine.caughtUp(nowMs()));
      }
      return;
    }
    read(1 + world.random.nextInt(READ_MAX));
    world.l1.offerTo(machine);
    append(machine.tick(nowMs()));
  }

  private long nowMs() {
    return world.nowMs() + skewMs;
  }

  private void read(int most) {
    for (int left = most; left > 0 && log.hasNext(); left--) {
      append(machine.headerRead(log.next(), nowMs()));
    }
  }

  private void append(HeaderAnswer answer) {
    switch (answer) {
      case null -> {}
      case HeaderAnswer.Append append ->
          appender.append(world.logs.blocks, append.record(), () -> {});
      case HeaderAnswer.Copy copy -> {
        for (int shard = 0; shard < world.shards(); shard++) {
          int destination = shard;
          appender.append(
              world.logs.inputs.get(shard),
              copy.record(),
              () -> {
                if (!isDead) {
                  machine.copyAcknowledged(copy.block(), destination);
                }
              });
        }
      }
    }
  }

  boolean isIdle() {
    return log.isAtEnd() && machine.state() == HeaderWriterMachine.State.WAITING;
  }
}
