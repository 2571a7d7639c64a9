package io.braid.node.kafka;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.shard.RandomLogs;
import java.io.IOException;

/** Executors of random logs, for a process of their own. */
final class ExecutorProcess {

  /** Any number of transactions has the genesis of its seed. */
  private static final int FEW_TRANSACTIONS = 1;

  private ExecutorProcess() {}

  static JavaProcess start(KafkaCluster cluster, Topics topics, long seed) throws IOException {
    return JavaProcess.start(
        ExecutorProcess.class, cluster.bootstrapServers(), topics.prefix(), Long.toString(seed));
  }

  /** Runs until it is killed, or its parent is gone. */
  public static void main(String[] args) throws IOException {
    Topics topics = new Topics(args[1]);
    RandomLogs logs = new RandomLogs(Long.parseLong(args[2]), FEW_TRANSACTIONS);
    ShardMachines machines =
        new ShardMachines(logs.genesis(), LedgerPrograms.build(), () -> Seeds.TABLE + 1);
    KafkaCluster cluster = new KafkaCluster(args[0]);
    try (KafkaShardExecutors _ = TestChain.startExecutors(cluster, topics, machines, "killed")) {
      JavaProcess.awaitEndOfInput();
    }
  }
}
