package io.braid.log;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the executors of a chain last said of their shards. */
public final class ShardReports implements AutoCloseable {

  /** A shard, all of whose outputs before an offset are durable, and what was said with it. */
  public record Reported(long acknowledgedOffset, Optional<ShardReport> report) {}

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final Topics topics;

  /** Reads the reports of a chain's executors. */
  public ShardReports(KafkaCluster cluster, String clientId, Topics topics) {
    Map<String, Object> config = cluster.clientConfig(clientId);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LogLimits.STATUS_TIMEOUT_MS);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LogLimits.STATUS_TIMEOUT_MS);
    this.admin = Admin.create(config);
    this.topics = topics;
  }

  /** The newest reports, by shard. Fails with Kafka's exception if the cluster does not answer. */
  public CompletableFuture<Map<Integer, Reported>> ask() {
    return admin
        .listConsumerGroupOffsets(topics.executorGroup())
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(this::byShard);
  }

  private Map<Integer, Reported> byShard(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<Integer, Reported> byShard = new TreeMap<>();
    offsets.forEach((partition, offset) -> {
      if (offset != null && partition.topic().equals(topics.transactions())) {
        byShard.put(
            partition.partition(),
            new Reported(offset.offset(), ShardReport.parse(offset.metadata())));
      }
    });
    return byShard;
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
