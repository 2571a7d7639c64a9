package io.braid.executor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.OutsideRecords;
import io.braid.protocol.shard.RandomLogs;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Four shards whose executors crash at any point, some between append and acknowledgement, and go
 * on from what is published: nothing is missing, and what repeats is the same byte for byte.
 */
class CrashSimulationTest {

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final int ROUNDS = 12;
  private static final int TRANSACTIONS = 400;

  /** Enough for most of what is appended. */
  private static final int STEPS = 2_000;

  @Test
  void crashesAreNotSeenByReaders() {
    Seeds.run(
        "crashes of executors",
        seed -> {
          int crashes = 0;
          int repeats = 0;
          int fromSnapshot = 0;
          for (int round = 0; round < ROUNDS; round++) {
            ShardNetwork network = run(seed + round, round % 4 == 0 ? 1_000_000 : 60);
            crashes += network.crashes;
            repeats += network.repeatedDiffs;
            fromSnapshot += network.restartsFromSnapshot;
          }
          assertTrue(crashes > 200, "too few crashes: " + crashes);
          assertTrue(repeats > 500, "too few repeats: " + repeats);
          assertTrue(fromSnapshot > 100, "too few restarts from a snapshot: " + fromSnapshot);
        });
  }

  private static ShardNetwork run(long seed, int crashOdds) {
    RandomLogs logs = new RandomLogs(seed, TRANSACTIONS);
    ShardNetwork network = new ShardNetwork(seed, logs.genesis(), PROGRAMS);
    OutsideRecords outside = new OutsideRecords(logs);
    Random random = new Random(seed);
    while (outside.hasNext()) {
      appendBlock(network, outside.nextBlock());
      for (int i = random.nextInt(60); i > 0; i--) {
        network.step(crashOdds, 12);
      }
    }
    for (int i = 0; i < STEPS; i++) {
      network.step(crashOdds, 12);
    }
    network.settle();
    network.verify();
    return network;
  }

  private static void appendBlock(ShardNetwork network, List<List<byte[]>> block) {
    for (int shard = 0; shard < block.size(); shard++) {
      for (byte[] record : block.get(shard)) {
        network.append(shard, record);
      }
    }
  }
}
