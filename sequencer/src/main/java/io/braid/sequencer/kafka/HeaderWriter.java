package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.log.LogKeys;
import io.braid.log.LogLease;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.BaseFee;
import io.braid.sequencer.header.HeaderAnswer;
import io.braid.sequencer.header.HeaderChain;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link HeaderWriterMachine} over the logs while this process holds the lease for it, with
 * a new machine each time. One thread; what others tell it is queued. A writer that was cut off may
 * go on for a while: of each number the first header in the log counts.
 */
public final class HeaderWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderWriter.class);

  private static final Duration POLL = Duration.ofMillis(5);
  private static final long STANDBY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Something that the machine is told. */
  @FunctionalInterface
  private interface Telling {
    void to(HeaderWriterMachine machine);
  }

  /** A time in which this process writes. */
  private record Term(HeaderWriterMachine machine, Queue<Telling> told) {}

  /** A complete block and its gas. */
  private record Complete(long block, long gas) {}

  private final SequencerSettings settings;
  private final int shardCount;
  private final Word programCommitment;
  private final boolean isFromGenesis;
  private final LogAppender appender;
  private final LongSupplier seeds;
  private final LongSupplier clockMs;
  private final Consumer<RuntimeException> fatal;
  private final Thread thread;

  /** Tokens by index, those of the newest header included. Guarded by this. */
  private final List<Address> tokens;

  /** The newest header that the shards' logs hold, as the follower has read it; or null. */
  private BlockHeader newest;

  /** The newest complete block, or null before the first. */
  private volatile Complete complete;

  private volatile Term term;
  private volatile boolean isClosed;

  private HeaderWriter(
      SequencerSettings settings,
      int shardCount,
      Word programCommitment,
      List<Address> tokens,
      boolean isFromGenesis,
      LogAppender appender,
      LongSupplier seeds,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    this.settings = settings;
    this.shardCount = shardCount;
    this.programCommitment = programCommitment;
    this.tokens = new ArrayList<>(tokens);
    this.isFromGenesis = isFromGenesis;
    this.appender = appender;
    this.seeds = seeds;
    this.clockMs = clockMs;
    this.fatal = fatal;
    thread = Thread.ofPlatform().name("header-writer").daemon().unstarted(this::run);
  }

  /**
   * Begins to write headers, or to stand by.
   *
   * @param programCommitment of the programs that the shards run
   * @param tokens known at least up to where the follower begins, by index
   * @param isFromGenesis whether the follower begins with block 0
   * @param seeds of hash tables: random and secret
   * @param clockMs milliseconds since 1970
   * @param fatal called, on any thread, when it cannot go on
   */
  public static HeaderWriter start(
      SequencerSettings settings,
      int shardCount,
      Word programCommitment,
      List<Address> tokens,
      boolean isFromGenesis,
      LogAppender appender,
      LongSupplier seeds,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    HeaderWriter writer =
        new HeaderWriter(
            settings,
            shardCount,
            programCommitment,
            tokens,
            isFromGenesis,
            appender,
            seeds,
            clockMs,
            fatal);
    writer.thread.start();
    return writer;
  }

  /** The follower has read a header from a shard's log; the same may come again. */
  public synchronized void headerFollowed(BlockHeader header) {
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

  /** Every shard has reported a block. For any thread. */
  public void blockComplete(long block, long gas) {
    complete = new Complete(block, gas);
    tell(to -> to.blockComplete(block, gas));
  }

  /** Records other than headers came into a shard's log. For any thread. */
  public void recordsSeen() {
    tell(HeaderWriterMachine::recordsSeen);
  }

  /** Whether this process writes the headers, as far as it knows. */
  boolean isWriting() {
    return term != null;
  }

  private void tell(Telling telling) {
    Term current = term;
    if (current != null) {
      current.told().add(telling);
    }
  }

  private void run() {
    String name = settings.name() + "-headers";
    try (LogLease lease =
        LogLease.join(
            settings.cluster(),
            name + "-lease",
            settings.topics().blocks(),
            settings.topics().headerGroup(),
            settings.sessionTimeoutMs(),
            fatal)) {
      while (!isClosed) {
        HeaderChain chain = lease.isHeld() ? chain() : null;
        if (chain == null) {
          LockSupport.parkNanos(STANDBY_NANOS);
        } else {
          write(name, lease, chain);
        }
      }
    } catch (RuntimeException fault) {
      if (!isClosed) {
        LOG.error("headers cannot be written further", fault);
        fatal.accept(fault);
      }
    }
  }

  /** The chain behind the newest header that is known here; null while that cannot be known. */
  private synchronized HeaderChain chain() {
    if (newest != null) {
      long count = newest.firstToken() - 1 + newest.tokens().size();
      return HeaderChain.after(
          newest, programCommitment, tokens.subList(0, Math.toIntExact(count)), seeds.getAsLong());
    }
    return isFromGenesis ? new HeaderChain(0, programCommitment, tokens, seeds.getAsLong()) : null;
  }

  private void write(String name, LogLease lease, HeaderChain chain) {
    // Each header before it took a record at least.
    long from = Math.max(0, chain.number() - 1);
    LOG.info("headers are written from here, after header {}", chain.number());
    HeaderWriterMachine machine =
        new HeaderWriterMachine(chain, shardCount, BaseFee.STANDARD, BaseFee.INITIAL_WEI);
    Term begun = new Term(machine, new ConcurrentLinkedQueue<>());
    term = begun;
    Complete known = complete;
    if (known != null) {
      machine.blockComplete(known.block(), known.gas());
    }
    try (LogReader reader =
        new LogReader(settings.cluster(), name, settings.topics().blocks(), Map.of(0, from))) {
      long end = reader.endOffsets().get(0);
      while (isWanted(lease) && reader.position(0) < end) {
        read(reader, begun);
      }
      if (isWanted(lease)) {
        act(machine.caughtUp(clockMs.getAsLong()), begun);
      }
      while (isWanted(lease)) {
        read(reader, begun);
        for (Telling next = begun.told().poll(); next != null; next = begun.told().poll()) {
          next.to(machine);
        }
        act(machine.tick(clockMs.getAsLong()), begun);
      }
    } finally {
      term = null;
    }
  }

  private boolean isWanted(LogLease lease) {
    return !isClosed && lease.isHeld();
  }

  private void read(LogReader reader, Term current) {
    for (LogRecord record : reader.poll(POLL)) {
      act(current.machine().headerRead(record.value(), clockMs.getAsLong()), current);
    }
  }

  private void act(HeaderAnswer answer, Term current) {
    switch (answer) {
      case HeaderAnswer.Append append ->
          appender.append(
              settings.topics().blocks(),
              0,
              LogKeys.header(append.block()),
              append.record(),
              _ -> {});
      case HeaderAnswer.Copy copy -> {
        for (int shard = 0; shard < shardCount; shard++) {
          int destination = shard;
          appender.append(
              settings.topics().transactions(),
              shard,
              LogKeys.header(copy.block()),
              copy.record(),
              _ -> current.told().add(to -> to.copyAcknowledged(copy.block(), destination)));
        }
      }
      case null -> {}
    }
  }

  /** Stops, and waits until the thread has ended. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
