package io.braid.protocol.shard;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.simulation.LogSimulation;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The logs of four shards with random operations, as honest shards write them, from one seed. */
public final class RandomLogs {

  private static final int USERS = 24;
  private static final int TOKENS = 3;

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
    Random random = new Random(seed);
    Address collector = address(random);
    List<Address> users = new ArrayList<>();
    List<BigInteger> tokens = new ArrayList<>();
    List<TokenEntry> entries = new ArrayList<>();
    List<Genesis.Allocation> allocations = new ArrayList<>();
    long[] facade = new long[4];
    SystemAddress.facade(facade, 0);
    tokens.add(new BigInteger(1, Word.of(facade, 0).toBytes()));
    for (int i = 0; i < TOKENS; i++) {
      Address token = address(random);
      entries.add(new TokenEntry(token, 18, "T", "Token"));
      tokens.add(new BigInteger(1, token.toBytes()));
    }
    for (int i = 0; i < USERS; i++) {
      Address user = address(random);
      users.add(user);
      for (int token = 0; token <= TOKENS; token++) {
        AssetId asset = token == 0 ? AssetId.ETH : AssetId.token(token);
        allocations.add(new Genesis.Allocation(user, asset, Word.of(ByHand.RICH)));
      }
    }
    genesis = new Genesis(Workload.CHAIN_ID, ByHand.SHARDS, entries, allocations, collector);
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
            TOKENS,
            new Workload(seed + 2, genesis.shards(), users, tokens, collector, 8),
            shards,
            (_, _, _, _, _) -> {});
    simulation.run(transactions);
  }

  private static Address address(Random random) {
    byte[] bytes = new byte[Address.BYTES];
    random.nextBytes(bytes);
    return Address.of(bytes);
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
