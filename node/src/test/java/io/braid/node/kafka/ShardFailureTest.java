package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.executor.ShardMachines;
import io.braid.executor.kafka.ExecutorSettings;
import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.executor.kafka.ShardPhase;
import io.braid.executor.kafka.ShardStatus;
import io.braid.log.LogAppender;
import io.braid.log.LogKeys;
import io.braid.log.Topics;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.SnapshotSplitter;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What ends one shard ends no other, and is told with its cause. */
class ShardFailureTest {

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final int SHARDS = 4;

  private static ShardMachines machines(long chainId) {
    Address collector = Address.parse("0x" + "c0".repeat(20));
    Genesis genesis = new Genesis(chainId, new ShardCount(SHARDS), List.of(), List.of(), collector);
    return new ShardMachines(genesis, PROGRAMS, () -> 1);
  }

  private static byte[] header(long number, long generation) {
    return BlockHeaderCodec.encode(
        new BlockHeader(
            number,
            generation,
            5,
            0,
            1,
            Word.of(PROGRAMS.commitment()),
            0,
            0,
            1,
            List.of(),
            0,
            List.of()));
  }

  private static void appendToAll(LogAppender appender, Topics topics, byte[] record) {
    for (int shard = 0; shard < SHARDS; shard++) {
      appender.append(topics.transactions(), shard, "test", record, _ -> {});
    }
    appender.flush();
  }

  private static KafkaShardExecutors start(TestBroker broker, Topics topics) {
    return KafkaShardExecutors.start(
        new ExecutorSettings(broker.cluster(), topics, "failing", 100, 4_000),
        machines(1),
        failure -> {
          throw failure;
        });
  }

  private static void await(KafkaShardExecutors executors, ShardPhase... phases) {
    Until.holds(
        "phases " + List.of(phases),
        () -> executors.status().stream().map(ShardStatus::phase).toList().equals(List.of(phases)),
        executors::status);
  }

  @Test
  void oneShardEndsAndTheOthersGoOn() throws Exception {
    try (TestBroker broker = new TestBroker()) {
      Topics topics = broker.topics("failing", SHARDS);
      try (LogAppender appender =
              new LogAppender(
                  broker.cluster(),
                  "test",
                  failure -> {
                    throw failure;
                  });
          DiffFollower diffs = new DiffFollower(broker.cluster(), topics, SHARDS)) {
        appendToAll(appender, topics, header(1, 0));
        // Shard 1: the log is cut off. Shard 2: the snapshot of another chain. Shard 3: a repair.
        try (Admin admin = Admin.create(broker.cluster().clientConfig("test"))) {
          TopicPartition cut = new TopicPartition(topics.transactions(), 1);
          admin.deleteRecords(Map.of(cut, RecordsToDelete.beforeOffset(1))).all().get();
        }
        SnapshotSplitter foreign = new SnapshotSplitter(2, 0, machines(9).atGenesis(2).snapshot());
        appender.append(
            topics.snapshots(), 2, LogKeys.snapshotChunk(0, 0, 1), foreign.chunk(0), _ -> {});
        appender.append(topics.transactions(), 3, LogKeys.header(2), header(2, 1), _ -> {});
        appender.flush();
        try (KafkaShardExecutors executors = start(broker, topics)) {
          await(
              executors,
              ShardPhase.RUNNING,
              ShardPhase.FAILED,
              ShardPhase.FAILED,
              ShardPhase.NEXT_GENERATION);
          appendToAll(appender, topics, header(2, 0));
          Until.holds(
              "diffs of shards 0 and 3",
              () -> {
                diffs.follow();
                return diffs.count(0) == 2 && diffs.count(3) == 2;
              },
              diffs::count);
          assertEquals(0, diffs.count(1) + diffs.count(2));
          List<ShardStatus> status = executors.status();
          assertNull(status.get(0).failure());
          assertEquals(2, status.get(0).block());
          assertEquals(
              "shard 1 stopped: failing.transactions does not hold offset 0 of partition 1, where the shard must go on: the log was cut off, or the snapshots are another chain's",
              status.get(1).failure());
          assertEquals(
              "shard 2 stopped during recovery: java.lang.IllegalArgumentException: the snapshot is of shard 2 of 4 of chain 9, not of shard 2 of 4 of chain 1",
              status.get(2).failure());
          assertEquals(
              "the header at offset 1 opens the next generation: load the repaired snapshot",
              status.get(3).failure());
          assertEquals(1, status.get(3).block());
        }
      }
    }
  }

  @Test
  void refusedSessionIsFatal() throws Exception {
    try (TestBroker broker = new TestBroker()) {
      Topics topics = broker.topics("session", 1);
      ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
      ExecutorSettings settings =
          new ExecutorSettings(broker.cluster(), topics, "failing", 100, 3_000_000);
      try (KafkaShardExecutors _ =
          KafkaShardExecutors.start(settings, machines(1), failures::add)) {
        Until.holds("a failure", () -> !failures.isEmpty(), failures::size);
        assertEquals(
            "the brokers refuse a session of 3000000 ms: configure one between their group.min.session.timeout.ms and group.max.session.timeout.ms, or change those",
            failures.peek().getMessage());
      }
    }
  }
}
