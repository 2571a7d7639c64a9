package io.braid.log;

import io.braid.protocol.Limits;
import io.braid.protocol.record.PartList;
import io.braid.protocol.record.RecordPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to the logs. An append is acknowledged when it is durable on all replicas in
 * sync; appends to one partition become durable in the order of the calls, each once. The first
 * that fails is fatal: the handler is called once, and every later append is refused, because the
 * order of what follows would have a hole.
 *
 * <p>For any number of threads. Who appends faster than Kafka takes it waits in {@link #append}.
 */
public final class LogAppender implements AutoCloseable {

  /** Told when an append is durable, on a thread that all appends share: it must not wait. */
  @FunctionalInterface
  public interface Acknowledgement {
    /** The record stands at this offset of its partition. */
    void appended(long offset);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LogAppender.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Consumer<AppendFailedException> fatal;
  private final ClientListener listener;
  private final AtomicReference<AppendFailedException> failure = new AtomicReference<>();
  private volatile boolean isClosing;

  /**
   * An appender.
   *
   * @param fatal called once, when an append fails, on any thread; it should end the process
   */
  public LogAppender(KafkaCluster cluster, String clientId, Consumer<AppendFailedException> fatal) {
    this.fatal = fatal;
    this.listener = cluster.listener();
    this.producer = new KafkaProducer<>(config(cluster, clientId));
  }

  private static Map<String, Object> config(KafkaCluster cluster, String clientId) {
    Map<String, Object> config = cluster.clientConfig(clientId);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LogLimits.APPEND_TIMEOUT_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LogLimits.APPEND_TIMEOUT_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LogLimits.REQUEST_TIMEOUT_MS);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LogLimits.APPEND_LINGER_MS);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, LogLimits.APPEND_BATCH_BYTES);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, LogLimits.APPEND_BUFFER_BYTES);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LogLimits.RECORD_BYTES_MAX);
    return config;
  }

  /**
   * Appends a record of any length. One of more than {@link Limits#PART_BYTES_MAX} bytes, which is
   * rare, is waited for: not to be called where acknowledgements come.
   *
   * @param key readable text, see {@link LogKeys}
   * @param value the record; nobody may change it until it is acknowledged
   * @throws IllegalStateException if an append has failed before, or the appender is closed
   */
  public void append(
      String topic, int partition, String key, byte[] value, Acknowledgement acknowledgement) {
    AppendFailedException failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("nothing is appended any more: " + failed.getMessage());
    }
    if (isClosing) {
      throw new IllegalStateException(
          "the appender is closed: %s is not appended to topic %s, partition %d"
              .formatted(key, topic, partition));
    }
    long began = System.nanoTime();
    try {
      byte[] standing = RecordPart.count(value) == 1 ? value : parted(topic, partition, key, value);
      // The callback is told all that the future would say.
      var _ =
          producer.send(
              record(topic, partition, key, standing),
              (metadata, exception) -> {
                if (exception != null) {
                  failed(topic, partition, key, exception);
                } else {
                  listener.appended(topic, value, System.nanoTime() - began);
                  acknowledge(topic, partition, key, metadata.offset(), acknowledgement);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      failed(topic, partition, key, e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, String key, byte[] value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, partition, null, keyBytes, value, LogHeaders.of(value));
  }

  /**
   * Appends the parts of a record, waits until they are durable, and gives the list that stands for
   * it. Whoever is behind on the same thread waits too, so that the order stays.
   */
  private byte[] parted(String topic, int partition, String key, byte[] value) {
    int count = RecordPart.count(value);
    List<Future<RecordMetadata>> parts = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      String partKey = LogKeys.part(key, index, count);
      parts.add(producer.send(record(topic, partition, partKey, RecordPart.encode(value, index))));
    }
    List<Long> offsets = new ArrayList<>();
    for (Future<RecordMetadata> part : parts) {
      try {
        offsets.add(part.get().offset());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException kafka
            ? kafka
            : new KafkaException("a part of it failed", e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    return PartList.of(value, offsets).encode();
  }

  private void failed(String topic, int partition, String key, Exception cause) {
    Exception told =
        switch (cause) {
          // Who may write nothing at all is refused an idempotent producer's number first.
          case AuthorizationException _ ->
              ClusterException.notAllowed(AccessRight.onTopic(AclOperation.WRITE, topic));
          case AuthenticationException authentication -> ClusterException.notLetIn(authentication);
          default -> cause;
        };
    fail(new AppendFailedException(topic, partition, key, told));
  }

  private void acknowledge(
      String topic, int partition, String key, long offset, Acknowledgement acknowledgement) {
    try {
      acknowledgement.appended(offset);
    } catch (RuntimeException | Error e) {
      // Kafka would log it and go on, and whoever waits for this acknowledgement would wait for
      // ever.
      fail(new AppendFailedException(topic, partition, key, e));
    }
  }

  private void fail(AppendFailedException failed) {
    if (isClosing) {
      LOG.warn("not acknowledged when the appender was closed: {}", failed.getMessage());
    } else if (failure.compareAndSet(null, failed)) {
      LOG.error("fatal: {}", failed.getMessage());
      fatal.accept(failed);
    }
  }

  /** The append that failed, or null. */
  public AppendFailedException failure() {
    return failure.get();
  }

  /** Waits until everything appended so far is acknowledged, or an append has failed. */
  public void flush() {
    producer.flush();
  }

  /**
   * Refuses further appends and waits, not for ever, for those that are under way. One that is not
   * acknowledged then may or may not be durable, as after a crash.
   */
  @Override
  public void close() {
    isClosing = true;
    producer.close(Duration.ofMillis(LogLimits.APPEND_CLOSE_TIMEOUT_MS));
  }
}
