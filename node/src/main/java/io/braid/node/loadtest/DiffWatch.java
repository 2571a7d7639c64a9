package io.braid.node.loadtest;

import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.node.loadtest.outcome.DiffObserver;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Follows the diffs of all shards from their ends on, in a thread of its own. What executors append
 * twice is dropped here as every reader of diffs does, by the offset of the input record.
 */
final class DiffWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final LogReader reader;
  private final DiffObserver observer;
  private final LongSupplier nanos;
  private final long[] newest;
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile RuntimeException failure;

  private DiffWatch(LogReader reader, int shards, DiffObserver observer, LongSupplier nanos) {
    this.reader = reader;
    this.observer = observer;
    this.nanos = nanos;
    newest = new long[shards];
    Arrays.fill(newest, -1);
    thread = Thread.ofPlatform().name(CpuMeter.THREADS + "-diffs").daemon().unstarted(this::run);
  }

  /**
   * Begins to follow: what is appended after this is seen.
   *
   * @param nanos the time from the start
   */
  static DiffWatch start(ChainAddress chain, DiffObserver observer, LongSupplier nanos) {
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < chain.shards().count(); shard++) {
      from.put(shard, 0L);
    }
    LogReader reader =
        new LogReader(chain.kafka().orElseThrow(), CpuMeter.THREADS, chain.topics().diffs(), from);
    reader.endOffsets().forEach(reader::seek);
    DiffWatch watch = new DiffWatch(reader, chain.shards().count(), observer, nanos);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try (reader) {
      while (!isClosed) {
        for (LogRecord record : reader.poll(POLL)) {
          take(record, nanos.getAsLong());
        }
      }
    } catch (RuntimeException failed) {
      failure = failed;
    }
  }

  private void take(LogRecord record, long now) {
    byte[] value = record.value();
    Decoded<Diff> read = DiffCodec.decode(value, 0, value.length);
    if (read.fault() != null) {
      throw new IllegalStateException(
          "the record at offset %d of shard %d's diffs is no diff: %s"
              .formatted(record.offset(), record.partition(), read.fault()));
    }
    Diff diff = read.value();
    if (diff.offset() > newest[diff.shard()]) {
      newest[diff.shard()] = diff.offset();
      observer.observe(diff, now);
    }
  }

  /** Why nothing is seen any more, or null. */
  RuntimeException failure() {
    return failure;
  }

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
