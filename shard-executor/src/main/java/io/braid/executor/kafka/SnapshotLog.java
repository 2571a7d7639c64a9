package io.braid.executor.kafka;

import io.braid.log.LogAppender;
import io.braid.log.LogKeys;
import io.braid.log.LogRangeException;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.SnapshotAssembler;
import io.braid.protocol.record.SnapshotChunk;
import io.braid.protocol.record.SnapshotSplitter;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of one shard on Kafka. For one thread. */
final class SnapshotLog {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);

  /** How much further back it is looked when nothing complete was found. */
  private static final int WINDOW_GROWTH = 4;

  private final ExecutorSettings settings;
  private final int shard;
  private final BooleanSupplier isStopped;

  /** Chunks of the snapshot to which the last record of the log belongs. */
  private int lastCount;

  SnapshotLog(ExecutorSettings settings, int shard, BooleanSupplier isStopped) {
    this.settings = settings;
    this.shard = shard;
    this.isStopped = isStopped;
  }

  /**
   * The newest complete snapshot, or null if there is none. Looks at the end of the log first and
   * then further and further back, so that it reads little more than the snapshot. (One that a
   * replaced executor published late may be taken for the newest; it only makes the replay longer.)
   */
  SnapshotAssembler.Snapshot newest() {
    String topic = settings.topics().snapshots();
    String client = "%s-snapshots-%d".formatted(settings.name(), shard);
    try (LogReader reader = new LogReader(settings.cluster(), client, topic, Map.of(shard, 0L))) {
      long end = reader.endOffsets().get(shard);
      for (long window = 1; ; window = Math.max(window * WINDOW_GROWTH, 2L * lastCount)) {
        long begin = reader.beginOffsets().get(shard);
        long from = Math.max(begin, end - window);
        try {
          SnapshotAssembler.Snapshot newest = newest(reader, from, end);
          if (newest != null || from <= begin || isStopped.getAsBoolean()) {
            return newest;
          }
        } catch (LogRangeException e) {
          // Kafka deletes what is old, also while it is read.
          if (reader.beginOffsets().get(shard) <= from) {
            throw e;
          }
        }
      }
    }
  }

  private SnapshotAssembler.Snapshot newest(LogReader reader, long from, long end) {
    SnapshotAssembler assembler = new SnapshotAssembler(shard);
    reader.seek(shard, from);
    while (reader.position(shard) < end && !isStopped.getAsBoolean()) {
      for (LogRecord record : reader.poll(Duration.ofMillis(ExecutorLimits.SNAPSHOT_POLL_MS))) {
        accept(assembler, record);
      }
    }
    return assembler.newest();
  }

  private void accept(SnapshotAssembler assembler, LogRecord record) {
    byte[] value = record.value();
    Decoded<SnapshotChunk> decoded = SnapshotChunk.decode(value, 0, value.length);
    if (decoded.fault() != null) {
      LOG.warn(
          "shard {}: what stands at offset {} of {} is no snapshot chunk ({})",
          shard,
          record.offset(),
          settings.topics().snapshots(),
          decoded.fault());
      return;
    }
    lastCount = decoded.value().count();
    assembler.accept(decoded.value());
  }

  /** Appends a snapshot in chunks; the acknowledgement is that of the last. */
  void publish(LogAppender appender, long nextOffset, byte[] snapshot, Runnable whenDurable) {
    SnapshotSplitter splitter = new SnapshotSplitter(shard, nextOffset, snapshot);
    int count = splitter.count();
    for (int index = 0; index < count && !isStopped.getAsBoolean(); index++) {
      boolean isLast = index == count - 1;
      appender.append(
          settings.topics().snapshots(),
          shard,
          LogKeys.snapshotChunk(nextOffset, index, count),
          splitter.chunk(index),
          _ -> {
            if (isLast) {
              whenDurable.run();
            }
          });
    }
  }
}
