package io.braid.node.inspect;

import io.braid.log.ClusterException;
import io.braid.log.KafkaCluster;
import io.braid.log.LogPartitions;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import java.time.Duration;
import java.util.Map;

/** Reads a part of a log and shows each record. */
public final class LogCat {

  private static final String CLIENT = "braid-log-cat";
  private static final Duration POLL = Duration.ofMillis(200);

  /** Is shown a record. */
  @FunctionalInterface
  public interface Sink {
    void record(long offset, Shown shown);
  }

  private LogCat() {}

  /**
   * Shows records, oldest first, up to those that are there now.
   *
   * @throws IllegalArgumentException if there is no such topic, partition or offset; the message
   *     says which there are
   * @throws ClusterException if Kafka does not answer, or refuses
   */
  public static void show(
      KafkaCluster cluster, String topic, int partition, LogRange range, Sink sink) {
    int partitions = LogPartitions.count(cluster, CLIENT, topic);
    if (partitions == 0) {
      throw new IllegalArgumentException(
          "there is no topic %s at %s".formatted(topic, cluster.bootstrapServers()));
    }
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException(
          "%s has the partitions 0 to %d, not %d".formatted(topic, partitions - 1, partition));
    }
    Records records = new Records();
    try (LogReader reader = new LogReader(cluster, CLIENT, topic, Map.of(partition, 0L))) {
      long begin = reader.beginOffsets().get(partition);
      long end = reader.endOffsets().get(partition);
      LogRange.Offsets offsets =
          range.in("%s, partition %d".formatted(topic, partition), begin, end);
      reader.seek(partition, offsets.first());
      while (reader.position(partition) < offsets.end()) {
        for (LogRecord record : reader.poll(POLL)) {
          if (record.offset() < offsets.end()) {
            sink.record(record.offset(), records.show(record.value()));
          }
        }
      }
    }
  }
}
