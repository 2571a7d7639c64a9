package io.braid.sequencer.block;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.BlockHeaderCodec;
import io.braid.protocol.record.RecordType;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.simulation.Crowd;
import io.braid.protocol.simulation.LogSimulation;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Input logs and diffs of shards with random operations, from one seed; they end with a header. */
public final class SimulatedLogs {

  public static final ProgramSet PROGRAMS = LedgerPrograms.build();

  /** Users with so much that a pool can overflow. */
  private static final int RICH = 5;

  public final Genesis genesis;
  public final List<List<byte[]>> records = new ArrayList<>();
  public final List<List<byte[]>> diffs = new ArrayList<>();

  private final List<ShardMachine> machines = new ArrayList<>();
  private final int holes;

  public SimulatedLogs(long seed, int shardCount, int transactions) {
    this(seed, shardCount, transactions, 0);
  }

  /** The same logs with so many offsets without a record behind every third. */
  SimulatedLogs(long seed, int shardCount, int transactions, int holes) {
    this.holes = holes;
    Random random = new Random(seed);
    Crowd crowd =
        new Crowd(
            random,
            new ShardCount(shardCount),
            user ->
                user < RICH
                    ? new Word(0, 1L << 56, 0, 0)
                    : Word.of(Long.MAX_VALUE - random.nextInt()));
    genesis = crowd.genesis();
    List<LogSimulation.Shard> handlers = new ArrayList<>();
    for (int i = 0; i < shardCount; i++) {
      int shard = i;
      records.add(new ArrayList<>());
      diffs.add(new ArrayList<>());
      machines.add(
          ShardMachine.atGenesis(
              genesis, shard, PROGRAMS, new NativeRunner(PROGRAMS), Seeds.TABLE));
      handlers.add((index, record) -> handle(shard, index, record));
    }
    new LogSimulation(
            seed + 1,
            Word.of(PROGRAMS.commitment()),
            Crowd.TOKENS,
            crowd.workload(seed + 2),
            handlers,
            (_, _, _, _, _) -> {})
        .run(transactions);
    closeBlock();
  }

  /** The offset of the record with an index. */
  long offset(int index) {
    return index + (long) (index / 3) * holes;
  }

  private byte[] handle(int shard, long index, byte[] record) {
    ShardMachine machine = machines.get(shard);
    machine.handle(offset((int) index), record);
    records.get(shard).add(record);
    diffs.get(shard).add(machine.diff());
    return machine.diff();
  }

  private void closeBlock() {
    BlockHeader last = headers().getLast();
    BlockHeader next =
        new BlockHeader(
            last.number() + 1,
            0,
            last.time(),
            last.baseFee(),
            1,
            last.programCommitment(),
            0,
            0,
            last.firstToken() + last.tokens().size(),
            List.of(),
            last.firstEvent() + last.events().size(),
            List.of());
    byte[] record = BlockHeaderCodec.encode(next);
    for (int shard = 0; shard < records.size(); shard++) {
      handle(shard, records.get(shard).size(), record);
    }
  }

  /** The headers in the log of shard 0, without the repeated ones. */
  public List<BlockHeader> headers() {
    List<BlockHeader> headers = new ArrayList<>();
    for (byte[] record : records.getFirst()) {
      if (RecordType.ofInput(record, 0, record.length) == RecordType.HEADER) {
        BlockHeader header = BlockHeaderCodec.decode(record, 0, record.length).value();
        if (header.number() == headers.size() + 1L) {
          headers.add(header);
        }
      }
    }
    return headers;
  }

  int shards() {
    return records.size();
  }
}
