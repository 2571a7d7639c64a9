package io.braid.node;

import io.braid.log.ClientListener;
import io.braid.log.KafkaCluster;
import io.braid.node.config.Configuration;
import io.braid.node.config.ConfigurationException;
import io.braid.node.config.PropertiesFile;
import io.braid.node.config.Settings;
import java.util.Map;

/** How a process finds Kafka and is let in. */
public final class KafkaAccess {

  private KafkaAccess() {}

  /** Whether the broker is the one that comes with the node. */
  static boolean isEmbedded(Configuration configuration) {
    return configuration.get(Settings.KAFKA_SERVERS).equals(Settings.EMBEDDED_BROKER);
  }

  /**
   * The cluster that is configured; the embedded broker is found where it listens.
   *
   * @param listener is told how the clients fare
   * @throws ConfigurationException if the file with the properties cannot be read
   */
  public static KafkaCluster cluster(Configuration configuration, ClientListener listener) {
    String servers =
        isEmbedded(configuration)
            ? configuration.get(Settings.BROKER_HOST)
                + ":"
                + configuration.get(Settings.BROKER_PORT)
            : configuration.get(Settings.KAFKA_SERVERS);
    return new KafkaCluster(
        servers,
        configuration.get(Settings.KAFKA_PROPERTIES).map(PropertiesFile::read).orElse(Map.of()),
        listener);
  }
}
