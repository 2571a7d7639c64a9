package io.braid.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions of one topic from given offsets on, in order, and knows nothing of other
 * readers. What is fetched ahead is bounded. For one thread, but for {@link #wakeUp}.
 */
public final class LogReader implements AutoCloseable {

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PartJoiner parts;

  /**
   * A reader.
   *
   * @param from the offset of the first record to read, by partition
   */
  public LogReader(KafkaCluster cluster, String clientId, String topic, Map<Integer, Long> from) {
    this.topic = topic;
    this.consumer = new KafkaConsumer<>(config(cluster, clientId));
    this.parts = new PartJoiner(cluster, clientId + "-parts", topic);
    List<TopicPartition> partitions = from.keySet().stream().map(this::partition).toList();
    consumer.assign(partitions);
    from.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
  }

  static Map<String, Object> config(KafkaCluster cluster, String clientId) {
    Map<String, Object> config = cluster.clientConfig(clientId);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LogLimits.READ_RECORDS_MAX);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LogLimits.READ_PARTITION_BYTES_MAX);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LogLimits.READ_BYTES_MAX);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LogLimits.REQUEST_TIMEOUT_MS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LogLimits.QUESTION_TIMEOUT_MS);
    return config;
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }

  /**
   * The next records, in order within each partition; none if none came in time or the reader was
   * woken up.
   *
   * @throws LogRangeException if a partition does not hold the offset to read next
   * @throws ClusterException if the topic may not be read
   */
  public List<LogRecord> poll(Duration timeout) {
    List<LogRecord> records = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
        LogRecord whole = parts.whole(LogRecord.of(record));
        if (whole != null) {
          records.add(whole);
        }
      }
    } catch (WakeupException _) {
      return List.of();
    } catch (OffsetOutOfRangeException e) {
      throw outOfRange(e);
    } catch (AuthorizationException | AuthenticationException e) {
      throw ClusterException.ofReader(e);
    }
    return records;
  }

  private LogRangeException outOfRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> asked = e.offsetOutOfRangePartitions();
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(asked.keySet());
    Map<TopicPartition, Long> end = consumer.endOffsets(asked.keySet());
    List<String> faults = new ArrayList<>();
    asked.forEach((partition, offset) ->
        faults.add(
            "topic %s, partition %d holds offsets from %d to below %d, not %d"
                .formatted(
                    topic,
                    partition.partition(),
                    begin.get(partition),
                    end.get(partition),
                    offset)));
    faults.sort(null);
    return new LogRangeException(
        String.join("; ", faults) + ": the log was cut off, or it is another chain's", e);
  }

  /** The offset to read next in a partition. */
  public long position(int partition) {
    return consumer.position(partition(partition));
  }

  /** Goes on at another offset of a partition. */
  public void seek(int partition, long offset) {
    consumer.seek(partition(partition), offset);
  }

  /** Reads nothing from some partitions until they are resumed. */
  public void pause(Collection<Integer> partitions) {
    consumer.pause(partitions.stream().map(this::partition).toList());
  }

  /** Reads on from partitions that were paused. */
  public void resume(Collection<Integer> partitions) {
    consumer.resume(partitions.stream().map(this::partition).toList());
  }

  /** Asks for the offset of the oldest record, by partition. */
  public Map<Integer, Long> beginOffsets() {
    return byNumber(consumer::beginningOffsets);
  }

  /** Asks for the offset that the next record will get, by partition. */
  public Map<Integer, Long> endOffsets() {
    return byNumber(consumer::endOffsets);
  }

  private Map<Integer, Long> byNumber(
      Function<Set<TopicPartition>, Map<TopicPartition, Long>> question) {
    Map<Integer, Long> byNumber = new TreeMap<>();
    try {
      question
          .apply(consumer.assignment())
          .forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    } catch (AuthorizationException | AuthenticationException e) {
      throw ClusterException.ofReader(e);
    }
    return byNumber;
  }

  /** Ends a {@link #poll} that waits, or the next one. For any thread. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    parts.close();
    consumer.close();
  }
}
