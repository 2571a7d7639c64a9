package io.braid.node;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.ExecutorSettings;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.AccessCheck;
import io.braid.log.ClusterException;
import io.braid.log.KafkaCluster;
import io.braid.log.TopicDifferenceException;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.node.broker.BrokerSettings;
import io.braid.node.broker.BrokerStartException;
import io.braid.node.broker.EmbeddedBroker;
import io.braid.node.config.Configuration;
import io.braid.node.config.PropertiesFile;
import io.braid.node.config.Settings;
import io.braid.node.health.Health;
import io.braid.node.health.ReadinessQuery;
import io.braid.node.http.OperationService;
import io.braid.node.http.RpcService;
import io.braid.node.meter.Meters;
import io.braid.node.meter.RequestMeters;
import io.braid.node.meter.SequencerMeters;
import io.braid.node.meter.TransactionCounts;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Word;
import io.braid.sequencer.admission.AdmissionLimits;
import io.braid.sequencer.kafka.Sequencer;
import io.braid.sequencer.kafka.SequencerSettings;
import io.braid.sequencer.rpc.ChainViews;
import io.braid.sequencer.store.ChainStore;
import io.braid.sequencer.store.Retention;
import io.braid.sequencer.view.FeeReader;
import io.braid.sequencer.view.StatusReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with one role, several, or all. What is stopped goes on where it was when it is started
 * on the same folder again.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** One broker serves one chain here; the id only tells its folder from another cluster's. */
  private static final String CLUSTER_ID = "YnJhaWQtZW1iZWRkZQ";

  private final Configuration configuration;
  private final String name;
  private final Consumer<RuntimeException> fatal;
  private final Meters meters;
  private final NodeOperation operation;
  private final SecureRandom random = new SecureRandom();
  private final ProgramSet programs = LedgerPrograms.build();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private OptionalInt rpcPort = OptionalInt.empty();
  private int operationPort;
  private Optional<Sequencing> sequencing = Optional.empty();

  /**
   * What the sequencer of a process can be asked.
   *
   * @param status of the whole system
   * @param baseFee of the newest header
   * @param counts of transactions, since the process began
   */
  public record Sequencing(
      StatusReader status, FeeReader baseFee, Supplier<TransactionCounts> counts) {}

  private Node(
      Configuration configuration, String name, Set<Role> roles, Consumer<RuntimeException> fatal) {
    this.configuration = configuration;
    this.name = name;
    this.fatal = fatal;
    meters =
        keep(
            new Meters(
                name,
                roles.stream().map(Node::text).sorted().collect(Collectors.joining(",")),
                RpcService.CLIENT_VERSION));
    operation = new NodeOperation(meters);
  }

  /**
   * Starts the roles; clients are served when this returns.
   *
   * @param roles a broker among them is started only if no other is configured
   * @param fatal called, on any thread, when the process must end and start again
   * @throws BrokerStartException if the broker cannot start
   * @throws TopicDifferenceException if a topic is not as it should be
   * @throws ClusterException if Kafka does not answer, or refuses
   */
  public static Node start(
      Configuration configuration,
      Genesis genesis,
      Set<Role> roles,
      Consumer<RuntimeException> fatal)
      throws BrokerStartException, TopicDifferenceException {
    Node node = new Node(configuration, name(configuration, roles), roles, fatal);
    try {
      node.startRoles(genesis, roles);
    } catch (RuntimeException | BrokerStartException | TopicDifferenceException fault) {
      // Whoever was interrupted while starting still stops in good order.
      boolean isInterrupted = Thread.interrupted();
      node.close();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
      throw fault;
    }
    return node;
  }

  private static String name(Configuration configuration, Set<Role> roles) {
    String wanted = configuration.get(Settings.PROCESS_NAME);
    if (!wanted.equals(Settings.AUTOMATIC_NAME)) {
      return wanted;
    }
    String what =
        roles.size() == Role.values().length
            ? "node"
            : roles.stream().map(Node::text).sorted().collect(Collectors.joining("-"));
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      host = "localhost";
    }
    return "%s-%s-%d".formatted(what, host, ProcessHandle.current().pid());
  }

  private static String text(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private void fail(RuntimeException fault) {
    operation.failed(fault);
    fatal.accept(fault);
  }

  private void startRoles(Genesis genesis, Set<Role> roles)
      throws BrokerStartException, TopicDifferenceException {
    operationPort = keep(OperationService.start(configuration, operation)).port();
    if (roles.contains(Role.BROKER) && KafkaAccess.isEmbedded(configuration)) {
      startBroker();
    }
    if (roles.contains(Role.EXECUTOR) || roles.contains(Role.SEQUENCER)) {
      startOnKafka(genesis, roles);
    }
    if (roles.contains(Role.BROKER) || roles.contains(Role.SEQUENCER)) {
      meters.watchDisk(Path.of(configuration.get(Settings.DATA_FOLDER)));
    }
    operation.started();
  }

  private void startOnKafka(Genesis genesis, Set<Role> roles) throws TopicDifferenceException {
    KafkaCluster cluster = KafkaAccess.cluster(configuration, meters.kafka());
    Topics topics = new Topics(configuration.get(Settings.TOPIC_PREFIX));
    new TopicSetup(
            cluster,
            topics,
            new TopicSettings(
                genesis.shards(),
                configuration.get(Settings.KAFKA_REPLICAS),
                configuration.get(Settings.KAFKA_IN_SYNC_MIN)))
        .ensure();
    AccessCheck.warning(cluster, topics).ifPresent(LOG::warn);
    if (roles.contains(Role.EXECUTOR)) {
      startExecutors(cluster, topics, genesis);
    }
    if (roles.contains(Role.SEQUENCER)) {
      startSequencer(cluster, topics, genesis);
    }
  }

  private void startBroker() throws BrokerStartException {
    keep(
        EmbeddedBroker.start(
            new BrokerSettings(
                Path.of(configuration.get(Settings.DATA_FOLDER)).resolve("kafka"),
                CLUSTER_ID,
                configuration.get(Settings.BROKER_HOST),
                configuration.get(Settings.BROKER_PORT),
                configuration.get(Settings.CONTROLLER_PORT),
                configuration
                    .get(Settings.BROKER_PROPERTIES)
                    .map(PropertiesFile::read)
                    .orElse(Map.of()))));
  }

  private void startExecutors(KafkaCluster cluster, Topics topics, Genesis genesis) {
    operation.executes(
        keep(
            KafkaShardExecutors.start(
                new ExecutorSettings(
                    cluster,
                    topics,
                    name,
                    configuration.get(Settings.SNAPSHOT_RECORDS),
                    configuration.get(Settings.SESSION_TIMEOUT_MS)),
                new ShardMachines(genesis, programs, random::nextLong),
                this::fail)));
  }

  private void startSequencer(KafkaCluster cluster, Topics topics, Genesis genesis) {
    ChainStore store =
        keep(
            ChainStore.open(
                Path.of(configuration.get(Settings.DATA_FOLDER)).resolve("blocks"),
                genesis,
                new Retention(
                    configuration.get(Settings.STORE_BLOCKS),
                    configuration.get(Settings.STORE_STATES))));
    SequencerMeters sequencerMeters = meters.sequencer(genesis.shards().count());
    Sequencer sequencer =
        keep(
            Sequencer.start(
                new SequencerSettings(
                    cluster,
                    topics,
                    name,
                    SequencerSettings.DEFAULT_CHECKPOINT_BLOCKS,
                    configuration.get(Settings.SESSION_TIMEOUT_MS)),
                genesis,
                Word.of(programs.commitment()),
                store,
                AdmissionLimits.DEFAULTS,
                random::nextLong,
                System::currentTimeMillis,
                sequencerMeters,
                this::fail));
    ChainViews views = sequencer.views();
    sequencerMeters.store(views.chain());
    operation.sequences(views.status(), sequencerMeters);
    sequencing = Optional.of(new Sequencing(views.status(), views.fees(), sequencerMeters::counts));
    RequestMeters requests = meters.requests();
    RpcService rpc = keep(RpcService.start(configuration, genesis, views, random, requests));
    requests.connections(rpc::connectionCount);
    rpcPort = OptionalInt.of(rpc.port());
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** The port of JSON-RPC, if this process serves it. */
  public OptionalInt rpcPort() {
    return rpcPort;
  }

  /** The port of metrics and health. */
  public int operationPort() {
    return operationPort;
  }

  /** Whether it does its part now. */
  public Health readiness() {
    return operation.readiness(ReadinessQuery.STANDARD).join();
  }

  /** What its sequencer can be asked, if it has one. */
  public Optional<Sequencing> sequencing() {
    return sequencing;
  }

  /** Stops everything, last started first. */
  @Override
  public void close() {
    operation.stops();
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
