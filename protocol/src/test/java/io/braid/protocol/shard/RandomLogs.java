package io.braid.protocol.shard;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.simulation.Crowd;
import io.braid.protocol.simulation.LogSimulation;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The logs of four shards with random operations, as honest shards write them, from one seed. */
public final class RandomLogs {

  private final Genesis genesis;
  private final LogSimulation simulation;

  /** What a shard makes of its diff before anyone sees it. */
  @FunctionalInterface
  interface Distortion {
    byte[] of(int shard, byte[] diff);
  }

  /** Logs with at least so many transactions. */
  public RandomLogs(long seed, int transactions) {
    this(seed, transactions, (_, diff) -> diff);
  }

  /** Logs of shards that are not all honest. */
  RandomLogs(long seed, int transactions, Distortion distortion) {
    Word rich = Word.of(ByHand.RICH);
    Crowd crowd = new Crowd(new Random(seed), ByHand.SHARDS, _ -> rich);
    genesis = crowd.genesis();
    List<LogSimulation.Shard> shards = new ArrayList<>();
    for (int i = 0; i < genesis.shards().count(); i++) {
      int shard = i;
      ShardMachine machine =
          ShardMachine.atGenesis(
              genesis, shard, ByHand.PROGRAMS, new NativeRunner(ByHand.PROGRAMS), Seeds.TABLE);
      shards.add((offset, record) -> {
        machine.handle(offset, record);
        return distortion.of(shard, machine.diff());
      });
    }
    simulation =
        new LogSimulation(
            seed + 1,
            ByHand.COMMITMENT,
            Crowd.TOKENS,
            crowd.workload(seed + 2),
            shards,
            (_, _, _, _, _) -> {});
    simulation.run(transactions);
  }

  /** What the logs begin from. */
  public Genesis genesis() {
    return genesis;
  }

  /** The records of a shard, by offset. */
  public List<byte[]> log(int shard) {
    return simulation.log(shard);
  }
}
