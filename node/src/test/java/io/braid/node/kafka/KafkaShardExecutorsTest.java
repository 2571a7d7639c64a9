package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.executor.kafka.KafkaShardExecutors;
import io.braid.executor.kafka.ShardStatus;
import io.braid.log.Topics;
import io.braid.protocol.fixtures.Seeds;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Executors of four shards on a real broker: their diffs are those of plain machines on the same
 * logs, whatever becomes of the processes.
 */
class KafkaShardExecutorsTest {

  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void closeBroker() throws Exception {
    broker.close();
  }

  @Test
  void diffsAreThoseOfPlainMachines() {
    Seeds.run(
        "executors on Kafka",
        seed -> {
          Topics topics = broker.topics("plain", TestChain.SHARDS);
          try (TestChain chain = new TestChain(broker.cluster(), topics, seed, 3_000);
              KafkaShardExecutors executors = chain.startExecutors("only")) {
            chain.appendAll();
            chain.awaitSettled();
            int records = chain.verify();
            assertTrue(records > chain.appended() + 300, "too few messages between shards");
            assertEquals(0, chain.diffs().repeats());
            Until.holds(
                "no lag",
                () -> executors.status().stream().allMatch(s -> s.lag() == 0),
                executors::status);
            for (ShardStatus status : executors.status()) {
              assertEquals(0, status.gaps());
              assertEquals(status.nextOffset(), status.acknowledgedOffset());
              assertTrue(status.snapshotOffset() > 0, () -> "no snapshot: " + status);
            }
          }
        });
  }

  @Test
  void cleanStopLeavesNothingToRepeat() {
    Seeds.run(
        "executors that stop",
        seed -> {
          Topics topics = broker.topics("stopped", TestChain.SHARDS);
          try (TestChain chain = new TestChain(broker.cluster(), topics, seed, 1_000)) {
            try (KafkaShardExecutors _ = chain.startExecutors("first")) {
              for (int i = 0; i < 20; i++) {
                chain.appendBlock();
              }
              chain.awaitSettled();
            }
            try (KafkaShardExecutors second = chain.startExecutors("second")) {
              TestChain.awaitRunning(second, TestChain.SHARDS);
              for (ShardStatus status : second.status()) {
                assertEquals(
                    chain.diffs().count(status.shard()), status.snapshotOffset(), status::toString);
              }
              chain.appendAll();
              chain.awaitSettled();
              chain.verify();
              assertEquals(0, chain.diffs().repeats());
            }
          }
        });
  }

  @Test
  void killedExecutorsRepeatAndGoOn() {
    Seeds.run(
        "killed executors on Kafka",
        seed -> {
          Topics topics = broker.topics("killed", TestChain.SHARDS);
          try (TestChain chain = new TestChain(broker.cluster(), topics, seed, 8_000)) {
            int kills = 0;
            for (; kills < 2; kills++) {
              try (JavaProcess process = ExecutorProcess.start(broker.cluster(), topics, seed)) {
                int before = chain.diffs().count();
                Until.holds(
                    "some hundred diffs",
                    () -> {
                      chain.appendBlock();
                      chain.diffs().follow();
                      return chain.diffs().count() > before + 700;
                    },
                    () -> chain.diffs().count());
                assertTrue(process.isAlive());
                process.kill();
              }
            }
            long begin = System.nanoTime();
            try (KafkaShardExecutors executors = chain.startExecutors("successor")) {
              chain.appendAll();
              chain.awaitSettled();
              int records = chain.verify();
              System.out.printf(
                  "killed %d times: %d records, %d repeats, settled %d ms after the last start%n",
                  kills, records, chain.diffs().repeats(), sinceMs(begin));
              assertTrue(chain.diffs().repeats() > 0, "nothing was repeated");
              assertEquals(TestChain.SHARDS, executors.status().size());
            }
          }
        });
  }

  @Test
  void anotherProcessTakesOver() {
    Seeds.run(
        "standby on Kafka",
        seed -> {
          Topics topics = broker.topics("standby", TestChain.SHARDS);
          try (TestChain chain = new TestChain(broker.cluster(), topics, seed, 2_000);
              KafkaShardExecutors survivor = chain.startExecutors("survivor")) {
            TestChain.awaitRunning(survivor, 4);
            KafkaShardExecutors leaver = chain.startExecutors("leaver");
            TestChain.awaitRunning(leaver, 2);
            TestChain.awaitRunning(survivor, 2);
            for (int i = 0; i < 30; i++) {
              chain.appendBlock();
            }
            long begin = System.nanoTime();
            leaver.close();
            answerAll(chain);
            long closedMs = sinceMs(begin);
            assertEquals(4, survivor.status().size());

            try (JavaProcess process = ExecutorProcess.start(broker.cluster(), topics, seed)) {
              TestChain.awaitRunning(survivor, 2);
              chain.appendAll();
              chain.awaitSettled();
              begin = System.nanoTime();
              process.kill();
              answerAll(chain);
            }
            long killedMs = sinceMs(begin);
            System.out.printf(
                "all shards answer %d ms after a close of one of two executors, %d ms after a kill%n",
                closedMs, killedMs);
            chain.verify();
          }
        });
  }

  /** Appends a record to each shard and waits for all answers. */
  private static void answerAll(TestChain chain) {
    chain.appendNonsense();
    chain.awaitSettled();
  }

  private static long sinceMs(long beginNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
  }
}
