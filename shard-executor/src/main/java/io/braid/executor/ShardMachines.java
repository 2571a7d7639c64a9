package io.braid.executor;

import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.ShardCount;
import java.util.function.LongSupplier;

/** Makes the machines of a chain's shards. For any number of threads, if its seeds are. */
public final class ShardMachines {

  private final Genesis genesis;
  private final ProgramSet programs;
  private final LongSupplier tableSeeds;

  /**
   * The machines of a chain.
   *
   * @param tableSeeds of the machines' hash tables: random and secret where others choose addresses
   */
  public ShardMachines(Genesis genesis, ProgramSet programs, LongSupplier tableSeeds) {
    this.genesis = genesis;
    this.programs = programs;
    this.tableSeeds = tableSeeds;
  }

  /** How many shards there are. */
  public ShardCount shards() {
    return genesis.shards();
  }

  /** A shard before its first record. */
  public ShardMachine atGenesis(int shard) {
    return ShardMachine.atGenesis(
        genesis, shard, programs, new NativeRunner(programs), tableSeeds.getAsLong());
  }

  /**
   * A shard as it was when a snapshot was taken.
   *
   * @throws IllegalArgumentException if the bytes are no snapshot of this shard of this chain
   */
  public ShardMachine fromSnapshot(int shard, byte[] snapshot) {
    ShardMachine machine =
        ShardMachine.fromSnapshot(
            snapshot, programs, new NativeRunner(programs), tableSeeds.getAsLong());
    if (machine.shard() != shard
        || machine.chainId() != genesis.chainId()
        || !machine.shards().equals(genesis.shards())) {
      throw new IllegalArgumentException(
          "the snapshot is of shard %d of %d of chain %s, not of shard %d of %d of chain %s"
              .formatted(
                  machine.shard(),
                  machine.shards().count(),
                  Long.toUnsignedString(machine.chainId()),
                  shard,
                  genesis.shards().count(),
                  Long.toUnsignedString(genesis.chainId())));
    }
    return machine;
  }
}
