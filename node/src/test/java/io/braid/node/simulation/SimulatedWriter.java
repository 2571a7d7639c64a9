package io.braid.node.simulation;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.types.Address;
import io.braid.sequencer.header.HeaderAnswer;
import io.braid.sequencer.header.HeaderChain;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A header writer over the virtual log, as the one on Kafka: a machine for each lease. */
final class SimulatedWriter {

  private static final int READ_MAX = 8;

  /** While it catches up, it reads more at once. */
  private static final int CATCH_UP_MAX = 200;

  /** The time of one lease. */
  private final class Term {
    private final HeaderWriterMachine machine;
    private final Cursor log;
    private final int endAtStart;

    Term(HeaderChain chain) {
      machine =
          new HeaderWriterMachine(chain, world.shards(), world.l1.fees(), world.l1.firstBaseFee());
      // Each header before it took a record at least.
      log = new Cursor(world, world.logs.blocks, Math.max(0, chain.number() - 1));
      endAtStart = world.logs.blocks.size();
    }

    void act() {
      if (machine.state() == HeaderWriterMachine.State.READING) {
        read(CATCH_UP_MAX);
        if (log.position() >= endAtStart) {
          append(machine.caughtUp(clockMs.getAsLong()));
        }
        return;
      }
      read(1 + world.random.nextInt(READ_MAX));
      world.l1.offerTo(machine);
      append(machine.tick(clockMs.getAsLong()));
    }

    private void read(int most) {
      for (int left = most; left > 0 && log.hasNext(); left--) {
        append(machine.headerRead(log.next(), clockMs.getAsLong()));
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
                () -> copyAcknowledged(copy.block(), destination));
          }
        }
      }
    }

    private void copyAcknowledged(long block, int shard) {
      if (term == this) {
        machine.copyAcknowledged(block, shard);
      }
    }
  }

  private final World world;
  private final VirtualAppender appender;
  private final LongSupplier clockMs;
  private final boolean isFromGenesis;

  /** Tokens by index, those of the newest header included. */
  private final List<Address> tokens;

  /** The newest header that the follower has read; or null. */
  private BlockHeader newest;

  /** The newest complete block and its gas; none is complete yet if the block is below 0. */
  private long completeBlock = -1;

  private long completeGas;

  /** Null while the lease is not held. */
  private Term term;

  SimulatedWriter(World world, MemoryStore store, VirtualAppender appender, LongSupplier clockMs) {
    this.world = world;
    this.appender = appender;
    this.clockMs = clockMs;
    tokens = new ArrayList<>(store.tokens());
    isFromGenesis = store.checkpoint().isEmpty();
  }

  /** Gives the lease up, or its process is dead: acknowledgements mean nothing to it any more. */
  void resign() {
    term = null;
  }

  boolean isWriting() {
    return term != null;
  }

  /** Holds up the reading of headers. */
  void stall(long untilEvent) {
    if (term != null) {
      term.log.stall(untilEvent);
    }
  }

  void headerFollowed(BlockHeader header) {
    if (newest != null && header.number() != newest.number() + 1) {
      return;
    }
    newest = header;
    for (int i = 0; i < header.tokens().size(); i++) {
      if (header.firstToken() + i > tokens.size()) {
        tokens.add(header.tokens().get(i).address());
      }
    }
  }

  void blockComplete(long block, long gas) {
    completeBlock = block;
    completeGas = gas;
    if (term != null) {
      term.machine.blockComplete(block, gas);
    }
  }

  void recordsSeen() {
    if (term != null) {
      term.machine.recordsSeen();
    }
  }

  /** Something is done while the lease is held, or taken to be. */
  void act() {
    if (term == null) {
      HeaderChain chain = chain();
      if (chain == null) {
        return;
      }
      term = new Term(chain);
      if (completeBlock >= 0) {
        term.machine.blockComplete(completeBlock, completeGas);
      }
    }
    term.act();
  }

  /** The chain behind the newest header that is known here; null while that cannot be known. */
  private HeaderChain chain() {
    if (newest != null) {
      long count = newest.firstToken() - 1 + newest.tokens().size();
      return HeaderChain.after(
          newest, World.COMMITMENT, tokens.subList(0, (int) count), world.tableSeed());
    }
    return isFromGenesis ? new HeaderChain(0, World.COMMITMENT, tokens, world.tableSeed()) : null;
  }

  boolean isIdle() {
    return term == null
        || (term.log.isAtEnd() && term.machine.state() == HeaderWriterMachine.State.WAITING);
  }
}
