package io.braid.node.kafka;

import io.braid.log.KafkaCluster;
import io.braid.log.LogLimits;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what no client of Braid would: records without a value, and any bytes. */
public final class RawProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  /** A producer for one thread. */
  public RawProducer(KafkaCluster cluster) {
    Map<String, Object> config = cluster.clientConfig("raw");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LogLimits.RECORD_BYTES_MAX);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Appends a record, durably. */
  public void append(String topic, int partition, byte[] value) throws Exception {
    var _ = producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
