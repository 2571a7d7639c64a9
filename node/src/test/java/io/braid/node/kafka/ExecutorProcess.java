package io.braid.node.kafka;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.shard.RandomLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Executors in a process of their own, which can be killed. */
final class ExecutorProcess implements AutoCloseable {

  /** Any number of transactions has the genesis of its seed. */
  private static final int FEW_TRANSACTIONS = 1;

  private static final long KILL_SECONDS = 10;

  private final Process process;

  private ExecutorProcess(Process process) {
    this.process = process;
  }

  static ExecutorProcess start(KafkaCluster cluster, Topics topics, long seed) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Surefire starts its own tests with a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ExecutorProcess(
        new ProcessBuilder(
                java,
                "-cp",
                classPath,
                ExecutorProcess.class.getName(),
                cluster.bootstrapServers(),
                topics.prefix(),
                Long.toString(seed))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: the process does nothing more. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(KILL_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs until it is killed, or its parent is gone. */
  public static void main(String[] args) throws IOException {
    Topics topics = new Topics(args[1]);
    RandomLogs logs = new RandomLogs(Long.parseLong(args[2]), FEW_TRANSACTIONS);
    ShardMachines machines =
        new ShardMachines(logs.genesis(), LedgerPrograms.build(), () -> Seeds.TABLE + 1);
    KafkaCluster cluster = new KafkaCluster(args[0]);
    try (KafkaShardExecutors executors =
        TestChain.startExecutors(cluster, topics, machines, "killed")) {
      while (System.in.read() >= 0) {
        // Only the end of the input matters.
        executors.status();
      }
    }
  }
}
