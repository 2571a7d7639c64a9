package io.braid.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions a topic has. */
public final class LogPartitions {

  private LogPartitions() {}

  /**
   * Asks for the number of partitions of a topic; 0 if there is no such topic.
   *
   * @throws IllegalStateException if the cluster does not answer, or refuses
   */
  public static int count(KafkaCluster cluster, String clientId, String topic) {
    Map<String, Object> config = cluster.clientConfig(clientId);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LogLimits.STATUS_TIMEOUT_MS);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LogLimits.STATUS_TIMEOUT_MS);
    try (Admin admin = Admin.create(config)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw new IllegalStateException(
          "Kafka at %s does not answer: %s"
              .formatted(cluster.bootstrapServers(), fault.getCause().getMessage()),
          fault.getCause());
    } catch (InterruptedException fault) {
      throw new InterruptException(fault);
    }
  }
}
