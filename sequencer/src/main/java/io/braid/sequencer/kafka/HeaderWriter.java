package io.braid.sequencer.kafka;

import io.braid.log.LogAppender;
import io.braid.log.LogKeys;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.sequencer.header.HeaderAnswer;
import io.braid.sequencer.header.HeaderWriterMachine;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link HeaderWriterMachine} over the logs. One thread; what others tell it is queued. Any
 * number of writers may run: of each number the first header in the log counts.
 */
public final class HeaderWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderWriter.class);

  private static final Duration POLL = Duration.ofMillis(5);

  /** Something that the machine is told. */
  @FunctionalInterface
  private interface Telling {
    void to(HeaderWriterMachine machine);
  }

  private final SequencerSettings settings;
  private final HeaderWriterMachine machine;
  private final int shardCount;
  private final LogAppender appender;
  private final LongSupplier clockMs;
  private final Consumer<RuntimeException> fatal;
  private final Queue<Telling> told = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean isClosed;

  private HeaderWriter(
      SequencerSettings settings,
      HeaderWriterMachine machine,
      int shardCount,
      LogAppender appender,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    this.settings = settings;
    this.machine = machine;
    this.shardCount = shardCount;
    this.appender = appender;
    this.clockMs = clockMs;
    this.fatal = fatal;
    thread = Thread.ofPlatform().name("header-writer").daemon().unstarted(this::run);
  }

  /**
   * Begins to write headers.
   *
   * @param machine before the first header; nobody else may use it from now on
   * @param clockMs milliseconds since 1970
   * @param fatal called once, on the writer's thread, when it cannot go on
   */
  public static HeaderWriter start(
      SequencerSettings settings,
      HeaderWriterMachine machine,
      int shardCount,
      LogAppender appender,
      LongSupplier clockMs,
      Consumer<RuntimeException> fatal) {
    HeaderWriter writer = new HeaderWriter(settings, machine, shardCount, appender, clockMs, fatal);
    writer.thread.start();
    return writer;
  }

  /** Every shard has reported a block. For any thread. */
  public void blockComplete(long block, long gas) {
    told.add(to -> to.blockComplete(block, gas));
  }

  /** Records other than headers came into a shard's log. For any thread. */
  public void recordsSeen() {
    told.add(HeaderWriterMachine::recordsSeen);
  }

  private void run() {
    String name = settings.name() + "-headers";
    try (LogReader reader =
        new LogReader(settings.cluster(), name, settings.topics().blocks(), Map.of(0, 0L))) {
      long end = reader.endOffsets().get(0);
      while (!isClosed && reader.position(0) < end) {
        read(reader);
      }
      act(machine.caughtUp(clockMs.getAsLong()));
      while (!isClosed) {
        read(reader);
        for (Telling next = told.poll(); next != null; next = told.poll()) {
          next.to(machine);
        }
        act(machine.tick(clockMs.getAsLong()));
      }
    } catch (RuntimeException fault) {
      if (!isClosed) {
        LOG.error("headers cannot be written further", fault);
        fatal.accept(fault);
      }
    }
  }

  private void read(LogReader reader) {
    for (LogRecord record : reader.poll(POLL)) {
      act(machine.headerRead(record.value(), clockMs.getAsLong()));
    }
  }

  private void act(HeaderAnswer answer) {
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
              _ -> told.add(to -> to.copyAcknowledged(copy.block(), destination)));
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
