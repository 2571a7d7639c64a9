package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.ExecutorSettings;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.executor.kafka.ShardPhase;
import io.braid.log.KafkaCluster;
import io.braid.log.LogAppender;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.Topics;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.OutsideRecords;
import io.braid.protocol.shard.RandomLogs;
import io.braid.protocol.shard.ShardMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chain of four shards with random transactions, its logs on a broker, and its executors. */
final class TestChain implements AutoCloseable {

  static final int SHARDS = 4;
  static final int SNAPSHOT_RECORDS = 150;

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();

  private final KafkaCluster cluster;
  private final Topics topics;
  private final ShardMachines machines;
  private final OutsideRecords outside;
  private final LogAppender appender;
  private final LogReader log;
  private final DiffFollower diffs;
  private int appended;

  TestChain(KafkaCluster cluster, Topics topics, long seed, int transactions) {
    this.cluster = cluster;
    this.topics = topics;
    RandomLogs logs = new RandomLogs(seed, transactions);
    machines = new ShardMachines(logs.genesis(), PROGRAMS, () -> Seeds.TABLE);
    outside = new OutsideRecords(logs);
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      from.put(shard, 0L);
    }
    appender =
        new LogAppender(
            cluster,
            "test-feeder",
            failure -> {
              throw failure;
            });
    log = new LogReader(cluster, "test-log", topics.transactions(), from);
    diffs = new DiffFollower(cluster, topics, SHARDS);
  }

  static KafkaShardExecutors startExecutors(
      KafkaCluster cluster, Topics topics, ShardMachines machines, String name) {
    ExecutorSettings settings =
        new ExecutorSettings(
            cluster, topics, name, SNAPSHOT_RECORDS, ExecutorSettings.DEFAULT_SESSION_TIMEOUT_MS);
    return KafkaShardExecutors.start(
        settings,
        machines,
        failure -> {
          throw failure;
        });
  }

  KafkaShardExecutors startExecutors(String name) {
    return startExecutors(cluster, topics, machines, name);
  }

  ShardMachines machines() {
    return machines;
  }

  DiffFollower diffs() {
    return diffs;
  }

  int appended() {
    return appended;
  }

  /** Waits until executors of this process run so many shards. */
  static void awaitRunning(KafkaShardExecutors executors, int shards) {
    Until.holds(
        shards + " shards run",
        () ->
            executors.status().stream().filter(s -> s.phase() == ShardPhase.RUNNING).count()
                == shards,
        executors::status);
  }

  /**
   * Appends to each log what stands there up to its next header, and waits until it is durable, as
   * the writer of headers does; false if nothing is left.
   */
  boolean appendBlock() {
    if (!outside.hasNext()) {
      return false;
    }
    List<List<byte[]>> block = outside.nextBlock();
    for (int shard = 0; shard < SHARDS; shard++) {
      for (byte[] record : block.get(shard)) {
        appender.append(topics.transactions(), shard, "test", record, _ -> {});
        appended++;
      }
    }
    appender.flush();
    return true;
  }

  /** Appends all that is left. */
  void appendAll() {
    while (appendBlock()) {
      diffs.follow();
    }
  }

  /** Appends bytes that are no record to each log: they are answered with a diff. */
  void appendNonsense() {
    for (int shard = 0; shard < SHARDS; shard++) {
      appender.append(topics.transactions(), shard, "nonsense", new byte[] {9}, _ -> {});
    }
    appender.flush();
  }

  /**
   * Waits until every record of every log has its diff. A diff stands behind its bundles, so
   * nothing is under way then.
   */
  void awaitSettled() {
    Until.holds("every record has a diff", this::isSettled, () -> "counts " + diffs.count());
  }

  private boolean isSettled() {
    diffs.follow();
    Map<Integer, Long> ends = log.endOffsets();
    for (int shard = 0; shard < SHARDS; shard++) {
      if (diffs.count(shard) < ends.get(shard)) {
        return false;
      }
    }
    return ends.equals(log.endOffsets());
  }

  /** Every diff is the one that a plain machine gives for the log; gives the number of records. */
  int verify() {
    List<ShardMachine> plain = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      plain.add(machines.atGenesis(shard));
    }
    Map<Integer, Long> ends = log.endOffsets();
    int verified = 0;
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    while (verified < all) {
      for (LogRecord record : log.poll(Duration.ofMillis(100))) {
        ShardMachine machine = plain.get(record.partition());
        machine.handle(record.offset(), record.value());
        assertArrayEquals(machine.diff(), diffs.diff(record.partition(), (int) record.offset()));
        verified++;
      }
    }
    assertEquals(all, diffs.count());
    return verified;
  }

  @Override
  public void close() {
    appender.close();
    log.close();
    diffs.close();
  }
}
