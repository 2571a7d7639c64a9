package io.braid.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads those partitions of a topic that a group of processes gives to this one, and commits up to
 * where they are done, so that who has them next goes on there. Aborted transactions of Kafka are
 * read as well: to wait for who never ends one would stop a partition.
 *
 * <p>For one thread, but for {@link #wakeUp}.
 */
public final class LogGroupReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogGroupReader.class);

  /** Is told of partitions, inside of {@link #poll} and {@link #close}, on the same thread. */
  public interface Partitions {

    /**
     * A partition is this process's from now on.
     *
     * @param doneOffset before which everything is done, as far as the group knows
     * @return the offset to read first
     */
    long come(int partition, long doneOffset);

    /**
     * Partitions are about to be another process's. What is under way should be ended first, in a
     * second or two.
     *
     * @return the offset before which everything is done, by partition
     */
    Map<Integer, Long> go(Set<Integer> partitions);

    /** Partitions are another process's already, since this one was cut off. */
    void lost(Set<Integer> partitions);
  }

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Partitions partitions;

  /**
   * Joins a group.
   *
   * @param sessionTimeoutMs after how many milliseconds without a sign of life the others take over
   */
  public LogGroupReader(
      KafkaCluster cluster,
      String clientId,
      String topic,
      String groupId,
      int sessionTimeoutMs,
      Partitions partitions) {
    this.topic = topic;
    this.partitions = partitions;
    this.consumer =
        new KafkaConsumer<>(GroupMember.config(cluster, clientId, groupId, sessionTimeoutMs));
    consumer.subscribe(List.of(topic), new Assignment());
  }

  /**
   * The next records, in order within each partition; none if none came in time or the reader was
   * woken up.
   *
   * @throws LogRangeException if a partition ends before the offset to read next
   * @throws ClusterException if the topic may not be read, or the group not joined
   */
  public List<LogRecord> poll(Duration timeout) {
    List<LogRecord> records = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
        records.add(LogRecord.of(record));
      }
    } catch (WakeupException _) {
      return List.of();
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach((partition, offset) -> skipTo(partition, offset, e));
    } catch (AuthorizationException | AuthenticationException e) {
      throw ClusterException.ofReader(e);
    }
    return records;
  }

  /** Nobody read in time what Kafka has deleted since. */
  private void skipTo(TopicPartition partition, long offset, OffsetOutOfRangeException cause) {
    long begin = consumer.beginningOffsets(Set.of(partition)).get(partition);
    if (offset > begin) {
      throw new LogRangeException(
          "topic %s, partition %d ends before offset %d: the log was cut off, or it is another chain's"
              .formatted(topic, partition.partition(), offset),
          cause);
    }
    LOG.error(
        "topic {}, partition {}: what stood from offset {} to below {} was deleted unread",
        topic,
        partition.partition(),
        offset,
        begin);
    consumer.seek(partition, begin);
  }

  /** Tells the group before which offset everything is done, by partition; does not wait. */
  public void commit(Map<Integer, Long> doneOffsets) {
    if (doneOffsets.isEmpty()) {
      return;
    }
    consumer.commitAsync(
        offsets(doneOffsets),
        (_, exception) -> {
          if (exception != null) {
            LOG.info("offsets of {} were not committed, later ones will be: {}", topic, exception);
          }
        });
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> doneOffsets) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    doneOffsets.forEach((partition, offset) ->
        offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    return offsets;
  }

  /** Reads exactly from those partitions that are not among these. */
  public void pauseOnly(Set<Integer> full) {
    List<TopicPartition> paused = new ArrayList<>();
    List<TopicPartition> others = new ArrayList<>();
    for (TopicPartition partition : consumer.assignment()) {
      (full.contains(partition.partition()) ? paused : others).add(partition);
    }
    consumer.pause(paused);
    consumer.resume(others);
  }

  /** Ends a {@link #poll} that waits, or the next one. For any thread. */
  public void wakeUp() {
    consumer.wakeup();
  }

  /** Called by the consumer inside of a poll. */
  private final class Assignment implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      if (assigned.isEmpty()) {
        return;
      }
      Map<TopicPartition, OffsetAndMetadata> committed =
          thoughWokenUp(() -> consumer.committed(Set.copyOf(assigned)));
      Map<TopicPartition, Long> begin = thoughWokenUp(() -> consumer.beginningOffsets(assigned));
      for (TopicPartition partition : assigned) {
        OffsetAndMetadata done = committed.get(partition);
        long doneOffset = done == null ? begin.get(partition) : done.offset();
        LOG.info("{}, partition {} is this process's", topic, partition.partition());
        consumer.seek(partition, partitions.come(partition.partition(), doneOffset));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      if (revoked.isEmpty()) {
        return;
      }
      Map<Integer, Long> done = partitions.go(numbers(revoked));
      try {
        thoughWokenUp(() -> {
          consumer.commitSync(offsets(done), Duration.ofMillis(LogLimits.LEAVE_TIMEOUT_MS));
          return null;
        });
      } catch (KafkaException e) {
        LOG.warn("offsets {} of {} were not committed: who reads next repeats", done, topic, e);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      LOG.warn("{} were given to another process", lost);
      partitions.lost(numbers(lost));
    }
  }

  /**
   * Calls the consumer from inside of a poll. A wake-up means the poll, and is kept for it: if it
   * ended what is called here, Kafka would hold partitions for assigned of which nobody was told.
   */
  private <T> T thoughWokenUp(Supplier<T> call) {
    boolean isWoken = false;
    while (true) {
      try {
        T result = call.get();
        if (isWoken) {
          consumer.wakeup();
        }
        return result;
      } catch (WakeupException _) {
        isWoken = true;
      }
    }
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return Set.copyOf(partitions.stream().map(TopicPartition::partition).toList());
  }

  /** Leaves the group. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(LogLimits.LEAVE_TIMEOUT_MS)));
  }
}
