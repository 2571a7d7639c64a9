package io.braid.log;

import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions a topic has. */
public final class LogPartitions {

  private LogPartitions() {}

  /**
   * Asks for the number of partitions of a topic; 0 if there is no such topic.
   *
   * @throws ClusterException if the cluster does not answer, or refuses
   */
  public static int count(KafkaCluster cluster, String clientId, String topic) {
    try (ClusterAdmin admin = new ClusterAdmin(cluster, clientId, LogLimits.STATUS_TIMEOUT_MS)) {
      return admin
          .answer(
              admin.admin().describeTopics(List.of(topic)).allTopicNames(),
              AccessRight.onTopic(AclOperation.DESCRIBE, topic))
          .get(topic)
          .partitions()
          .size();
    } catch (UnknownTopicOrPartitionException _) {
      return 0;
    }
  }
}
