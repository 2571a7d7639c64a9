package io.braid.node.config;

import io.braid.executor.kafka.ExecutorSettings;
import io.braid.log.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Everything that can be set, in one table. */
public final class Settings {

  private static final int PORT_MAX = 65_535;

  /** Stands for a name that is made of what the process does, its machine and its number. */
  public static final String AUTOMATIC_NAME = "automatic";

  public static final Setting<String> PROCESS_NAME =
      Setting.text(
          "process.name",
          AUTOMATIC_NAME,
          "Name of the process in Kafka's tools; unique, or \"automatic\".");

  public static final Setting<String> DATA_FOLDER =
      Setting.text("data.folder", "data", "Folder of the broker's logs and of the block store.");

  /** Stands for the genesis of the development chain. */
  public static final String DEVNET_GENESIS = "devnet";

  public static final Setting<String> GENESIS =
      Setting.text(
          "genesis",
          DEVNET_GENESIS,
          "File with what the chain begins with, or \"devnet\": keys that everybody knows.");

  /** Stands for the broker that comes with the node. */
  public static final String EMBEDDED_BROKER = "embedded";

  public static final Setting<String> KAFKA_SERVERS =
      Setting.text(
          "kafka.bootstrap-servers",
          EMBEDDED_BROKER,
          "Kafka as host:port, several separated by commas, or \"embedded\".");

  public static final Setting<Optional<Path>> KAFKA_PROPERTIES =
      Setting.file(
          "kafka.properties-file",
          "Properties file with what every Kafka client needs to be let in (TLS, SASL).");

  public static final Setting<String> TOPIC_PREFIX =
      Setting.text("kafka.topic-prefix", Topics.DEFAULT_PREFIX, "Prefix of all topics.");

  public static final Setting<Integer> KAFKA_REPLICAS =
      Setting.integer(
          "kafka.replicas", 1, 1, Short.MAX_VALUE, "Replicas of each partition of the topics.");

  public static final Setting<Integer> KAFKA_IN_SYNC_MIN =
      Setting.integer(
          "kafka.in-sync-min",
          1,
          1,
          Short.MAX_VALUE,
          "Replicas that must have a record before it is acknowledged.");

  public static final Setting<Integer> SESSION_TIMEOUT_MS =
      Setting.integer(
          "kafka.session-timeout-ms",
          ExecutorSettings.DEFAULT_SESSION_TIMEOUT_MS,
          ExecutorSettings.SESSION_TIMEOUT_MIN_MS,
          Integer.MAX_VALUE,
          "Milliseconds without a sign of life after which another process takes over.");

  public static final Setting<String> BROKER_HOST =
      Setting.text(
          "kafka.embedded-host",
          "127.0.0.1",
          "Address of the embedded broker, under which its clients must find it.");

  public static final Setting<Integer> BROKER_PORT =
      Setting.integer("kafka.embedded-port", 19_092, 1, PORT_MAX, "Port of the embedded broker.");

  public static final Setting<Integer> CONTROLLER_PORT =
      Setting.integer(
          "kafka.embedded-controller-port",
          19_093,
          1,
          PORT_MAX,
          "Port of the embedded broker's controller.");

  public static final Setting<Optional<Path>> BROKER_PROPERTIES =
      Setting.file(
          "kafka.embedded-properties-file",
          "Properties file with more for the embedded broker (listeners with TLS or SASL, authorizer).");

  public static final Setting<String> RPC_HOST =
      Setting.text("rpc.host", "127.0.0.1", "Address that JSON-RPC listens at.");

  public static final Setting<Integer> RPC_PORT =
      Setting.integer("rpc.port", 8545, 0, PORT_MAX, "Port of JSON-RPC; 0 takes a free one.");

  public static final Setting<String> OPERATION_HOST =
      Setting.text("operation.host", "127.0.0.1", "Address that the operations port listens at.");

  public static final Setting<Integer> OPERATION_PORT =
      Setting.integer(
          "operation.port",
          9545,
          0,
          PORT_MAX,
          "Port of /metrics, /liveness and /readiness; 0 takes a free one.");

  public static final Setting<String> LOG_FORMAT =
      Setting.choice(
          "log.format", "text", List.of("text", "json"), "Format of the log: text or json.");

  public static final Setting<String> LOG_LEVEL =
      Setting.choice(
          "log.level",
          "info",
          List.of("error", "warn", "info", "debug", "trace"),
          "Level of the log: error, warn, info, debug or trace.");

  public static final Setting<Integer> STORE_BLOCKS =
      Setting.integer(
          "store.blocks", 1_000_000, 1, Integer.MAX_VALUE, "Newest blocks that are kept.");

  public static final Setting<Integer> STORE_STATES =
      Setting.integer(
          "store.states", 10_000, 1, Integer.MAX_VALUE, "Newest blocks whose state is kept.");

  public static final Setting<Integer> SNAPSHOT_RECORDS =
      Setting.integer(
          "executor.snapshot-records",
          ExecutorSettings.DEFAULT_SNAPSHOT_RECORDS,
          1,
          Integer.MAX_VALUE,
          "Records of a shard between two snapshots.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(
          PROCESS_NAME,
          DATA_FOLDER,
          GENESIS,
          KAFKA_SERVERS,
          KAFKA_PROPERTIES,
          TOPIC_PREFIX,
          KAFKA_REPLICAS,
          KAFKA_IN_SYNC_MIN,
          SESSION_TIMEOUT_MS,
          BROKER_HOST,
          BROKER_PORT,
          CONTROLLER_PORT,
          BROKER_PROPERTIES,
          RPC_HOST,
          RPC_PORT,
          OPERATION_HOST,
          OPERATION_PORT,
          LOG_FORMAT,
          LOG_LEVEL,
          STORE_BLOCKS,
          STORE_STATES,
          SNAPSHOT_RECORDS);

  private Settings() {}
}
