package io.braid.protocol.bench;

import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a shard does for a record of 200 transactions, from its bytes to the bytes of the diff: ETH
 * transfers among a million accounts, each of which sends once.
 *
 * <p>Without signatures, which admission checks, and without any log, network or disk.
 */
@State(Scope.Benchmark)
public class HandleBench extends SingleShot {

  private List<byte[]> records;
  private Genesis genesis;
  private ProgramSet programs;
  private ShardMachine machine;

  /** Writes the records. */
  @Setup
  public void write() {
    Accounts accounts = new Accounts(ACCOUNTS);
    records = Bundles.of(accounts);
    programs = LedgerPrograms.build();
    Word amount = Word.of(Accounts.BALANCE);
    List<Genesis.Allocation> allocations =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(i -> Address.of(accounts.addresses(), Accounts.at(i)))
            .map(owner -> new Genesis.Allocation(owner, AssetId.ETH, amount))
            .toList();
    Address collector = allocations.getFirst().owner();
    genesis = new Genesis(Bundles.CHAIN_ID, new ShardCount(1), List.of(), allocations, collector);
  }

  /** Begins anew: no account has sent anything. */
  @Setup(Level.Iteration)
  public void begin() {
    machine =
        ShardMachine.atGenesis(
            genesis, 0, programs, new NativeRunner(programs), SingleShot.TABLE_SEED);
  }

  /** Handles all records. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public long handledTransfers() {
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      machine.handle(i, records.get(i));
      bytes += machine.diffLength();
    }
    return bytes;
  }
}
