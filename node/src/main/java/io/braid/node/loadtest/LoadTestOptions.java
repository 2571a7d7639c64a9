package io.braid.node.loadtest;

import io.braid.node.config.ConfigurationException;
import io.braid.node.loadtest.workload.Schedule;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.Limits;
import io.braid.protocol.types.Address;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param via how transactions come in
 * @param load what is sent
 * @param target where to
 * @param patienceSeconds how long nothing may happen before what is missing counts as lost
 */
public record LoadTestOptions(Via via, Load load, Target target, int patienceSeconds) {

  /** Accounts, and transactions a second. */
  private static final int COUNT_MAX = 10_000_000;

  private static final int TRANSACTIONS_MAX = 50_000_000;
  private static final double SKEW_MAX = 4;

  /** Requests of a batch that Braid takes. */
  private static final int BATCH_MAX = 1_000;

  private static final int CONNECTIONS_MAX = 1_000;
  private static final int SECONDS_MAX = 100_000;

  /**
   * What is sent.
   *
   * @param accounts that pay each other
   * @param rate transactions a second
   * @param rampUpSeconds before the measured part, while the rate rises
   * @param seconds of the measured part
   * @param seed of accounts and transactions
   * @param skew exponent of Zipf's law over senders and receivers
   * @param crossShard share of the transfers that pay an account of another shard
   * @param swaps share of the good transactions that are swaps
   * @param bad share of all that must be refused
   * @param batchSize transactions of a request
   * @param connections at one time
   */
  public record Load(
      int accounts,
      int rate,
      int rampUpSeconds,
      int seconds,
      long seed,
      double skew,
      double crossShard,
      double swaps,
      double bad,
      int batchSize,
      int connections) {

    /** When they are sent. */
    public Schedule schedule() {
      return new Schedule(rampUpSeconds, seconds, rate, batchSize);
    }
  }

  /**
   * The chain that is tested.
   *
   * @param rpc of a chain that runs; empty: one of its own
   * @param bootstrapServers of its Kafka; empty: its diffs are not seen
   * @param kafkaProperties file with what lets clients of that Kafka in; empty: all are
   * @param topicPrefix of its topics
   * @param shards of a chain of its own
   * @param funder whose key pays for everything
   * @param token that swaps buy with ETH
   */
  public record Target(
      Optional<URI> rpc,
      Optional<String> bootstrapServers,
      Optional<Path> kafkaProperties,
      String topicPrefix,
      int shards,
      SigningKey funder,
      Address token) {}

  /**
   * Checks everything.
   *
   * @throws ConfigurationException naming every fault
   */
  public LoadTestOptions {
    List<String> faults = new ArrayList<>();
    range(faults, "--accounts", load.accounts, 2, COUNT_MAX);
    range(faults, "--rate", load.rate, 1, COUNT_MAX);
    range(faults, "--ramp-up-seconds", load.rampUpSeconds, 0, SECONDS_MAX);
    range(faults, "--seconds", load.seconds, 1, SECONDS_MAX);
    range(faults, "--skew", load.skew, 0, SKEW_MAX);
    range(faults, "--cross-shard", load.crossShard, 0, 1);
    range(faults, "--swaps", load.swaps, 0, 1);
    range(faults, "--bad", load.bad, 0, 1);
    range(faults, "--batch-size", load.batchSize, 1, BATCH_MAX);
    range(faults, "--connections", load.connections, 1, CONNECTIONS_MAX);
    range(faults, "--shards", target.shards, 1, Limits.SHARDS_MAX);
    range(faults, "--patience-seconds", patienceSeconds, 1, SECONDS_MAX);
    long transactions = (long) load.rate * (load.rampUpSeconds + 2L * load.seconds) / 2;
    if (transactions > TRANSACTIONS_MAX) {
      faults.add(
          "--rate times --ramp-up-seconds and --seconds are %d transactions: at most %d are signed before the clock starts"
              .formatted(transactions, TRANSACTIONS_MAX));
    }
    if (Integer.bitCount(target.shards) != 1) {
      faults.add("--shards must be a power of two, not " + target.shards);
    }
    if (via != Via.RPC_BATCH && load.batchSize != 1) {
      faults.add("--batch-size is for --via rpc-batch; --via %s sends one by one".formatted(via));
    }
    if (target.rpc.isEmpty() && target.bootstrapServers.isPresent()) {
      faults.add("--bootstrap-servers needs --rpc-url: JSON-RPC of the same chain");
    }
    if (target.bootstrapServers.isEmpty() && target.kafkaProperties.isPresent()) {
      faults.add("--kafka-properties-file needs --bootstrap-servers: Kafka of the chain");
    }
    if (via == Via.KAFKA && target.rpc.isPresent() && target.bootstrapServers.isEmpty()) {
      faults.add("--via kafka needs --bootstrap-servers: Kafka of that chain");
    }
    if (target.rpc.isPresent() && !isHttp(target.rpc.get())) {
      faults.add("--rpc-url must be like http://127.0.0.1:8545, not " + target.rpc.get());
    }
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
  }

  private static boolean isHttp(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }

  private static void range(List<String> faults, String option, long value, long least, long most) {
    if (value < least || value > most) {
      faults.add("%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }
  }

  private static void range(
      List<String> faults, String option, double value, double least, double most) {
    // Not a number is in no range.
    if (!(value >= least && value <= most)) {
      faults.add("%s must be from %s to %s, not %s".formatted(option, least, most, value));
    }
  }
}
