package io.braid.node.config;

import io.braid.executor.kafka.ExecutorSettings;
import io.braid.log.Topics;
import java.util.List;

/** Everything that can be set, in one table. */
public final class Settings {

  private static final int PORT_MAX = 65_535;

  public static final Setting<String> DATA_FOLDER =
      Setting.text("data.folder", "data", "Folder of the broker's logs and of the block store.");

  /** Stands for the genesis of the development chain. */
  public static final String DEVNET_GENESIS = "devnet";

  public static final Setting<String> GENESIS =
      Setting.text(
          "genesis",
          DEVNET_GENESIS,
          "File with what the chain begins with, or \"devnet\": keys that everybody knows.");

  public static final Setting<String> TOPIC_PREFIX =
      Setting.text("kafka.topic-prefix", Topics.DEFAULT_PREFIX, "Prefix of all topics.");

  public static final Setting<Integer> BROKER_PORT =
      Setting.integer("kafka.embedded-port", 19_092, 1, PORT_MAX, "Port of the embedded broker.");

  public static final Setting<Integer> CONTROLLER_PORT =
      Setting.integer(
          "kafka.embedded-controller-port",
          19_093,
          1,
          PORT_MAX,
          "Port of the embedded broker's controller.");

  public static final Setting<String> RPC_HOST =
      Setting.text("rpc.host", "127.0.0.1", "Address that JSON-RPC listens at.");

  public static final Setting<Integer> RPC_PORT =
      Setting.integer("rpc.port", 8545, 0, PORT_MAX, "Port of JSON-RPC; 0 takes a free one.");

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
          DATA_FOLDER,
          GENESIS,
          TOPIC_PREFIX,
          BROKER_PORT,
          CONTROLLER_PORT,
          RPC_HOST,
          RPC_PORT,
          STORE_BLOCKS,
          STORE_STATES,
          SNAPSHOT_RECORDS);

  private Settings() {}
}
