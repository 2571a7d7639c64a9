package io.braid.log;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses one of several processes: the one whose consumer group gives it the only partition of a
 * topic. Whoever was cut off may believe for a while that it is still his, so what he does then
 * must be harmless. Nothing is read and nothing is committed.
 */
public final class LogLease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogLease.class);

  private final String topic;
  private final String groupId;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<RuntimeException> fatal;
  private final Thread thread;
  private volatile boolean isHeld;
  private volatile boolean isClosed;

  private LogLease(
      String topic,
      String groupId,
      KafkaConsumer<byte[], byte[]> consumer,
      Consumer<RuntimeException> fatal) {
    this.topic = topic;
    this.groupId = groupId;
    this.consumer = consumer;
    this.fatal = fatal;
    this.thread = Thread.ofPlatform().name("lease-" + groupId).daemon().unstarted(this::run);
  }

  /**
   * Joins those who want to be the one.
   *
   * @param topic with one partition
   * @param sessionTimeoutMs without a sign of life after which another is chosen
   * @param fatal called once, when the group cannot be a part of any more
   */
  public static LogLease join(
      KafkaCluster cluster,
      String clientId,
      String topic,
      String groupId,
      int sessionTimeoutMs,
      Consumer<RuntimeException> fatal) {
    Map<String, Object> config = GroupMember.config(cluster, clientId, groupId, sessionTimeoutMs);
    // Nothing is read, but a consumer wants to know from where.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    LogLease lease = new LogLease(topic, groupId, new KafkaConsumer<>(config), fatal);
    lease.thread.start();
    return lease;
  }

  /** Whether this process is the one, as far as it knows. */
  public boolean isHeld() {
    return isHeld;
  }

  private void run() {
    try {
      consumer.subscribe(List.of(topic), new Assignment());
      while (!isClosed) {
        var _ = consumer.poll(Duration.ofMillis(LogLimits.LEASE_POLL_MS));
      }
    } catch (RuntimeException fault) {
      if (!isClosed) {
        RuntimeException told = ClusterException.ofReader(fault);
        LOG.error("cannot be a part of group {}", groupId, told);
        fatal.accept(
            new IllegalStateException(
                "cannot be a part of the group %s: %s".formatted(groupId, told.getMessage()),
                told));
      }
    } finally {
      isHeld = false;
      consumer.close(CloseOptions.timeout(Duration.ofMillis(LogLimits.LEAVE_TIMEOUT_MS)));
    }
  }

  /** Called by the consumer inside of a poll. */
  private final class Assignment implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        consumer.pause(partitions);
        isHeld = true;
        LOG.info("this process holds {}", groupId);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        isHeld = false;
        LOG.info("this process holds {} no more", groupId);
      }
    }
  }

  /** Leaves, so that another is chosen at once, and waits until the thread has ended. */
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
