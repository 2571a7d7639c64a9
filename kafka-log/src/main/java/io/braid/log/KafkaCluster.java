package io.braid.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Which Kafka cluster, and how its clients are let in.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties of every client, such as those of TLS and SASL; Kafka's names
 * @param listener is told how the clients fare
 */
public record KafkaCluster(
    String bootstrapServers, Map<String, String> properties, ClientListener listener) {

  /** Checks that there is an address. */
  public KafkaCluster {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("no bootstrap server of Kafka is given (host:port)");
    }
    properties = Map.copyOf(properties);
  }

  /** A cluster that lets everybody in, with clients that nobody listens to. */
  public KafkaCluster(String bootstrapServers) {
    this(bootstrapServers, Map.of(), ClientListener.NONE);
  }

  /** What every client is configured with; the caller adds to it. */
  public Map<String, Object> clientConfig(String clientId) {
    Map<String, Object> config = new HashMap<>(properties);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    config.put(ClientMetrics.LISTENER_CONFIG, listener);
    config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of(ClientMetrics.class));
    // The brokers are not told how the clients fare: that is read where they run.
    config.put("enable.metrics.push", false);
    return config;
  }
}
