package io.braid.node;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.ExecutorSettings;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.KafkaCluster;
import io.braid.log.TopicDifferenceException;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.broker.BrokerStartException;
import io.braid.node.broker.EmbeddedBroker;
import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.kafka.Sequencer;
import io.braid.sequencer.kafka.SequencerSettings;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.store.Retention;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one process: a Kafka broker, the executors of all shards, the sequencer and
 * JSON-RPC. What is stopped goes on where it was when it is started on the same folder again.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** One broker serves one chain here; the id only tells its folder from another cluster's. */
  private static final String CLUSTER_ID = "YnJhaWQtZW1iZWRkZQ";

  private static final String BROKER_HOST = "127.0.0.1";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private int rpcPort;

  private Node() {}

  /**
   * Starts everything; clients are served when this returns.
   *
   * @param fatal called, on any thread, when the process must end and start again
   * @throws BrokerStartException if the broker cannot start
   * @throws TopicDifferenceException if a topic is not as it should be
   */
  public static Node start(
      Configuration configuration, Genesis genesis, Consumer<RuntimeException> fatal)
      throws BrokerStartException, TopicDifferenceException {
    Node node = new Node();
    try {
      node.startAll(configuration, genesis, fatal);
    } catch (RuntimeException | BrokerStartException | TopicDifferenceException fault) {
      node.close();
      throw fault;
    }
    return node;
  }

  private void startAll(
      Configuration configuration, Genesis genesis, Consumer<RuntimeException> fatal)
      throws BrokerStartException, TopicDifferenceException {
    Path folder = Path.of(configuration.get(Settings.DATA_FOLDER));
    EmbeddedBroker broker =
        keep(
            EmbeddedBroker.start(
                new BrokerSettings(
                    folder.resolve("kafka"),
                    CLUSTER_ID,
                    BROKER_HOST,
                    configuration.get(Settings.BROKER_PORT),
                    configuration.get(Settings.CONTROLLER_PORT))));
    KafkaCluster cluster = new KafkaCluster(broker.bootstrapServers());
    Topics topics = new Topics(configuration.get(Settings.TOPIC_PREFIX));
    new TopicSetup(cluster, topics, new TopicSettings(genesis.shards(), 1, 1)).ensure();
    SecureRandom random = new SecureRandom();
    ProgramSet programs = LedgerPrograms.build();
    keep(
        KafkaShardExecutors.start(
            new ExecutorSettings(
                cluster,
                topics,
                "executor",
                configuration.get(Settings.SNAPSHOT_RECORDS),
                ExecutorSettings.DEFAULT_SESSION_TIMEOUT_MS),
            new ShardMachines(genesis, programs, random::nextLong),
            fatal));
    ChainStore store =
        keep(
            ChainStore.open(
                folder.resolve("blocks"),
                genesis,
                new Retention(
                    configuration.get(Settings.STORE_BLOCKS),
                    configuration.get(Settings.STORE_STATES))));
    LongSupplier clockMs = System::currentTimeMillis;
    Sequencer sequencer =
        keep(
            Sequencer.start(
                new SequencerSettings(
                    cluster, topics, "sequencer", SequencerSettings.DEFAULT_CHECKPOINT_BLOCKS),
                genesis,
                Word.of(programs.commitment()),
                store,
                AdmissionLimits.DEFAULTS,
                random::nextLong,
                clockMs,
                fatal));
    RpcService rpc = keep(RpcService.start(configuration, genesis, sequencer.views(), random));
    rpcPort = rpc.port();
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** The port of JSON-RPC. */
  public int rpcPort() {
    return rpcPort;
  }

  /** Stops everything, last started first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception fault) {
        LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), fault);
      }
    }
  }
}
