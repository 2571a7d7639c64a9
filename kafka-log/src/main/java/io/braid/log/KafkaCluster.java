package io.braid.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Which Kafka cluster, and how its clients are let in.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties of every client, such as those of TLS and SASL; Kafka's names
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> properties) {

  /** Checks that there is an address. */
  public KafkaCluster {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("no bootstrap server of Kafka is given (host:port)");
    }
    properties = Map.copyOf(properties);
  }

  /** A cluster that lets everybody in. */
  public KafkaCluster(String bootstrapServers) {
    this(bootstrapServers, Map.of());
  }

  /** What every client is configured with; the caller adds to it. */
  public Map<String, Object> clientConfig(String clientId) {
    Map<String, Object> config = new HashMap<>(properties);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    // Nobody is told how the clients fare, and their metrics are read where they run.
    config.put("enable.metrics.push", false);
    return config;
  }
}
