package io.braid.node.kafka;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.ExecutorSettings;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.executor.kafka.ShardPhase;
import io.braid.executor.kafka.ShardStatus;
import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.node.DevelopmentNodes;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.shard.Genesis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The executors of a development chain, each with one shard. One of them is a process of its own,
 * which can be made to stand still for less than its session lasts: nobody takes over.
 */
public final class PausableShards implements AutoCloseable {

  private final List<KafkaShardExecutors> steady = new ArrayList<>();
  private final JavaProcess pausable;
  private final int paused;

  /**
   * Starts them, and waits until each has its shard.
   *
   * @param sessionTimeoutMs of the one that can stand still; the others see fast who comes and goes
   */
  public PausableShards(String bootstrapServers, int sessionTimeoutMs) throws IOException {
    Genesis genesis = DevelopmentNodes.genesis();
    int shards = genesis.shards().count();
    for (int i = 1; i < shards; i++) {
      steady.add(
          start(
              genesis,
              bootstrapServers,
              "steady-" + i,
              ExecutorSettings.DEFAULT_SESSION_TIMEOUT_MS));
    }
    pausable =
        JavaProcess.start(
            PausableShards.class, bootstrapServers, Integer.toString(sessionTimeoutMs));
    Until.holds(
        "each executor has a shard",
        () -> steady.stream().allMatch(PausableShards::hasOneShard),
        this::statuses);
    List<Integer> owned = statuses().stream().map(ShardStatus::shard).toList();
    paused =
        IntStream.range(0, shards).filter(shard -> !owned.contains(shard)).findAny().orElseThrow();
  }

  private static boolean hasOneShard(KafkaShardExecutors executors) {
    List<ShardStatus> status = executors.status();
    return status.size() == 1 && status.getFirst().phase() == ShardPhase.RUNNING;
  }

  private List<ShardStatus> statuses() {
    return steady.stream().flatMap(executors -> executors.status().stream()).toList();
  }

  private static KafkaShardExecutors start(
      Genesis genesis, String bootstrapServers, String name, int sessionTimeoutMs) {
    return KafkaShardExecutors.start(
        new ExecutorSettings(
            new KafkaCluster(bootstrapServers),
            new Topics(Topics.DEFAULT_PREFIX),
            name,
            ExecutorSettings.DEFAULT_SNAPSHOT_RECORDS,
            sessionTimeoutMs),
        new ShardMachines(genesis, LedgerPrograms.build(), () -> Seeds.TABLE),
        failure -> {
          throw failure;
        });
  }

  /** Runs until it is killed, or its parent is gone. */
  public static void main(String[] args) throws IOException {
    try (KafkaShardExecutors _ =
        start(DevelopmentNodes.genesis(), args[0], "pausable", Integer.parseInt(args[1]))) {
      JavaProcess.awaitEndOfInput();
    }
  }

  /** The shard that can stand still. */
  public int paused() {
    return paused;
  }

  /** Lets it stand still. */
  public void pause() throws IOException, InterruptedException {
    pausable.pause();
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    pausable.resume();
  }

  @Override
  public void close() {
    pausable.close();
    steady.forEach(KafkaShardExecutors::close);
  }
}
