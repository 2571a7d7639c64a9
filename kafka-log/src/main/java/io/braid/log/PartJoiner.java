package io.braid.log;

import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.PartList;
import io.braid.protocol.record.RecordPart;
import io.braid.protocol.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives records as they were appended, those that stand in the log in parts too. A part list names
 * its parts by their offsets, so what a reader gets depends on the log alone: not on where he
 * began, on parts of others in between, or on parts that were written and never named. For one
 * thread.
 */
public final class PartJoiner implements AutoCloseable {

  private final KafkaCluster cluster;
  private final String clientId;
  private final String topic;

  /** Reads parts; made when the first are needed, which is seldom. */
  private KafkaConsumer<byte[], byte[]> consumer;

  /** A joiner for a topic. */
  public PartJoiner(KafkaCluster cluster, String clientId, String topic) {
    this.cluster = cluster;
    this.clientId = clientId;
    this.topic = topic;
  }

  /**
   * The record that something read from the topic stands for. A list that names no parts of a
   * record stands for itself, which is no record that anybody knows.
   *
   * @return null if it is a part, which is nothing by itself
   * @throws LogRangeException if the parts were deleted
   * @throws KafkaException if Kafka does not answer
   */
  public LogRecord whole(LogRecord read) {
    byte[] value = read.value();
    if (RecordPart.isPart(value)) {
      return null;
    }
    if (RecordType.of(value) != RecordType.PART_LIST) {
      return read;
    }
    Decoded<PartList> list = PartList.decode(value, 0, value.length);
    if (list.fault() != null || list.value().offsets().getLast() >= read.offset()) {
      return read;
    }
    byte[] record = list.value().join(parts(read.partition(), list.value().offsets()));
    return record == null ? read : new LogRecord(read.partition(), read.offset(), record);
  }

  private List<byte[]> parts(int number, List<Long> offsets) {
    if (consumer == null) {
      consumer = new KafkaConsumer<>(LogReader.config(cluster, clientId));
    }
    TopicPartition partition = new TopicPartition(topic, number);
    consumer.assign(List.of(partition));
    List<byte[]> parts = new ArrayList<>();
    for (long offset : offsets) {
      parts.add(at(partition, offset));
    }
    consumer.assign(List.of());
    return parts;
  }

  /** What stands at an offset; nothing if the log has a hole there. */
  private byte[] at(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
    long deadline =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LogLimits.QUESTION_TIMEOUT_MS);
    while (System.nanoTime() - deadline < 0) {
      try {
        for (ConsumerRecord<byte[], byte[]> record :
            consumer.poll(LogLimits.PART_POLL).records(partition)) {
          return record.offset() == offset ? LogRecord.of(record).value() : new byte[0];
        }
      } catch (OffsetOutOfRangeException e) {
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(List.of(partition));
        throw new LogRangeException(
            "topic %s, partition %d begins at offset %d, behind a part at offset %d that is needed"
                .formatted(topic, partition.partition(), begin.get(partition), offset),
            e);
      }
    }
    throw new KafkaException(
        "topic %s, partition %d: the part at offset %d cannot be read within %d ms"
            .formatted(topic, partition.partition(), offset, LogLimits.QUESTION_TIMEOUT_MS));
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
