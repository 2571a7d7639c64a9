package io.braid.log;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** What consumers are configured with that share partitions with those of other processes. */
public final class GroupMember {

  private GroupMember() {}

  /**
   * The configuration; the caller adds to it.
   *
   * @param sessionTimeoutMs after how many milliseconds without a sign of life the others take over
   */
  public static Map<String, Object> config(
      KafkaCluster cluster, String clientId, String groupId, int sessionTimeoutMs) {
    Map<String, Object> config = LogReader.config(cluster, clientId);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeoutMs);
    config.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        sessionTimeoutMs / LogLimits.HEARTBEATS_IN_SESSION);
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LogLimits.GROUP_POLL_INTERVAL_MAX_MS);
    return config;
  }
}
