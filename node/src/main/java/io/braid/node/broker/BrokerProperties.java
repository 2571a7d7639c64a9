package io.braid.node.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/** The configuration of the embedded broker, in Kafka's names. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String BROKER_LISTENER = "BROKER";

  /** Says whether listeners ask who is there, which only whoever runs the broker can decide. */
  private static final String LISTENER_PROTOCOLS = "listener.security.protocol.map";

  /** A member of a group that says nothing for so long is dead, in milliseconds. */
  private static final int SESSION_TIMEOUT_MS = 4_000;

  /** The shortest session that a member may ask for, in milliseconds. */
  private static final int SESSION_TIMEOUT_MIN_MS = 1_000;

  private static final int BROKER_SESSION_TIMEOUT_MS = 3_000;
  private static final int HEARTBEAT_MS = 1_000;

  /** Bytes of a record and of a batch. */
  private static final int MESSAGE_BYTES_MAX = 16 << 20;

  /** Offsets are committed by a handful of groups. */
  private static final int OFFSET_PARTITIONS = 4;

  /** Bytes of memory for compaction, which only Kafka's own topics know; 128 MiB is the default. */
  private static final int COMPACTION_BUFFER_BYTES = 4 << 20;

  private BrokerProperties() {}

  /**
   * All of them, those that were given with the settings included.
   *
   * @throws BrokerStartException naming what is given and set otherwise here
   */
  static Properties of(BrokerSettings settings) throws BrokerStartException {
    Properties properties = own(settings);
    List<String> contradictions = new ArrayList<>();
    new TreeMap<>(settings.properties())
        .forEach((name, value) -> {
          Object other = name.equals(LISTENER_PROTOCOLS) ? null : properties.get(name);
          if (other != null && !other.equals(value)) {
            contradictions.add("%s=%s, not %s".formatted(name, other, value));
          }
          properties.put(name, value);
        });
    if (!contradictions.isEmpty()) {
      throw new BrokerStartException(
          "the embedded broker needs %s: take that out of its properties file"
              .formatted(String.join("; ", contradictions)),
          null);
    }
    return properties;
  }

  private static Properties own(BrokerSettings settings) {
    Properties properties = new Properties();
    String broker = "%s://%s:%d".formatted(BROKER_LISTENER, settings.host(), settings.brokerPort());
    String controller =
        "%s://%s:%d".formatted(CONTROLLER_LISTENER, settings.host(), settings.controllerPort());
    put(properties, "process.roles", "broker,controller");
    put(properties, "node.id", NODE_ID);
    put(
        properties,
        "controller.quorum.voters",
        "%d@%s:%d".formatted(NODE_ID, settings.host(), settings.controllerPort()));
    put(properties, "controller.listener.names", CONTROLLER_LISTENER);
    put(properties, "inter.broker.listener.name", BROKER_LISTENER);
    put(properties, "listeners", broker + "," + controller);
    put(properties, "advertised.listeners", broker);
    put(
        properties,
        LISTENER_PROTOCOLS,
        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER));
    put(properties, "log.dirs", settings.dataFolder());
    put(properties, "message.max.bytes", MESSAGE_BYTES_MAX);
    // A misspelt topic must be an error, not a new topic with other settings.
    put(properties, "auto.create.topics.enable", false);
    putSingleBroker(properties);
    putGroups(properties);
    return properties;
  }

  private static void putSingleBroker(Properties properties) {
    put(properties, "default.replication.factor", 1);
    put(properties, "min.insync.replicas", 1);
    put(properties, "offsets.topic.replication.factor", 1);
    put(properties, "offsets.topic.num.partitions", OFFSET_PARTITIONS);
    put(properties, "transaction.state.log.replication.factor", 1);
    put(properties, "transaction.state.log.min.isr", 1);
    put(properties, "share.coordinator.state.topic.replication.factor", 1);
    put(properties, "share.coordinator.state.topic.min.isr", 1);
    put(properties, "log.cleaner.dedupe.buffer.size", COMPACTION_BUFFER_BYTES);
    // After a crash the controller waits so long for the broker that it was.
    put(properties, "broker.session.timeout.ms", BROKER_SESSION_TIMEOUT_MS);
    put(properties, "broker.heartbeat.interval.ms", HEARTBEAT_MS);
  }

  private static void putGroups(Properties properties) {
    put(properties, "group.initial.rebalance.delay.ms", 0);
    put(properties, "group.min.session.timeout.ms", SESSION_TIMEOUT_MIN_MS);
    put(properties, "group.consumer.min.session.timeout.ms", SESSION_TIMEOUT_MIN_MS);
    put(properties, "group.consumer.session.timeout.ms", SESSION_TIMEOUT_MS);
    put(properties, "group.consumer.min.heartbeat.interval.ms", HEARTBEAT_MS);
    put(properties, "group.consumer.heartbeat.interval.ms", HEARTBEAT_MS);
  }

  private static void put(Properties properties, String name, Object value) {
    properties.put(name, value.toString());
  }
}
