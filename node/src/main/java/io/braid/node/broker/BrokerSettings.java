package io.braid.node.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an embedded broker is started with.
 *
 * @param dataFolder where it keeps the logs; made if it does not exist
 * @param clusterId fixed when the folder is first used; another one is refused
 * @param host the address it listens at, and the name under which clients find it
 * @param brokerPort where clients connect
 * @param controllerPort where the broker talks to its own controller
 * @param properties more of Kafka's, in Kafka's names; none may contradict what is set here
 */
public record BrokerSettings(
    Path dataFolder,
    String clusterId,
    String host,
    int brokerPort,
    int controllerPort,
    Map<String, String> properties) {

  private static final int PORT_MAX = 65_535;

  /** Checks the ranges. */
  public BrokerSettings {
    properties = Map.copyOf(properties);
    if (clusterId.isBlank()) {
      throw new IllegalArgumentException("the embedded broker needs a cluster id");
    }
    requirePort("broker", brokerPort);
    requirePort("controller", controllerPort);
    if (brokerPort == controllerPort) {
      throw new IllegalArgumentException(
          "broker and controller need different ports, not both " + brokerPort);
    }
  }

  private static void requirePort(String whose, int port) {
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "the port of the %s is 1 to %d, not %d".formatted(whose, PORT_MAX, port));
    }
  }
}
