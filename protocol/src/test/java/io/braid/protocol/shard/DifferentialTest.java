package io.braid.protocol.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.program.Interpreter;
import io.braid.protocol.program.NativeRunner;
import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.RecordingInterpreter;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.reference.ReferenceShard;
import io.braid.protocol.simulation.LogSimulation;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Random operations of every program over several shards: reference, native code, interpreter,
 * recording interpreter and global replay must agree, record by record and cell for cell.
 */
class DifferentialTest {

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();
  private static final Word COMMITMENT = Word.of(PROGRAMS.commitment());
  private static final Address COLLECTOR = address(new Random(99));

  private static Address address(Random random) {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return Address.of(bytes);
  }

  private static final int[] SHARD_COUNTS = {1, 4, 16};

  @Test
  void allAgree() {
    Seeds.run(
        "differential",
        seed -> {
          Reach reach = new Reach(PROGRAMS);
          for (int shardCount : SHARD_COUNTS) {
            run(seed, shardCount, 17_000, reach);
          }
          reach.assertComplete();
        });
  }

  @Tag("long")
  @ParameterizedTest
  @FieldSource("SHARD_COUNTS")
  void allAgreeForLong(int shardCount) {
    Seeds.run(
        "differential, long",
        seed -> {
          for (int round = 0; round < 10; round++) {
            run(seed + round, shardCount, 33_400, new Reach(PROGRAMS));
          }
        });
  }

  private static void run(long seed, int shardCount, int transactions, Reach reach) {
    new DifferentialRun(seed, new ShardCount(shardCount), reach).run(transactions);
  }

  /** One run from one seed. */
  private static final class DifferentialRun {
    private static final int RICH = 5;

    private final long seed;
    private final Genesis genesis;
    private final List<Address> users = new ArrayList<>();
    private final List<BigInteger> tokens = new ArrayList<>();
    private final List<ShardMachine> natives = new ArrayList<>();
    private final List<ShardMachine> interpreted = new ArrayList<>();
    private final List<ShardMachine> recorded = new ArrayList<>();
    private final List<ReferenceShard> references = new ArrayList<>();
    private final List<Map<Long, byte[]>> diffs = new ArrayList<>();
    private final Conservation conservation;
    private final Reach reach;

    /** Another for each machine: nothing may depend on it. */
    private long tableSeed;

    DifferentialRun(long seed, ShardCount shards, Reach reach) {
      this.seed = seed;
      this.reach = reach;
      Random random = new Random(seed);
      List<Genesis.Allocation> allocations = new ArrayList<>();
      long[] facade = new long[4];
      SystemAddress.facade(facade, 0);
      tokens.add(new BigInteger(1, Word.of(facade, 0).toBytes()));
      List<TokenEntry> entries = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Address token = address(random);
        entries.add(new TokenEntry(token, 18, "T", "Token"));
        tokens.add(new BigInteger(1, token.toBytes()));
      }
      for (int i = 0; i < 30; i++) {
        Address user = address(random);
        users.add(user);
        for (int token = 0; token <= 3; token++) {
          if (random.nextInt(8) != 0) {
            // Some can overflow a pool.
            Word amount =
                i < RICH
                    ? new Word(0, 1L << 56, 0, 0)
                    : Word.of(1_000_000_000_000_000_000L * random.nextInt(1, 9));
            AssetId asset = token == 0 ? AssetId.ETH : AssetId.token(token);
            allocations.add(new Genesis.Allocation(user, asset, amount));
          }
        }
      }
      genesis = new Genesis(Workload.CHAIN_ID, shards, entries, allocations, COLLECTOR);
      conservation = new Conservation(genesis);
      for (int shard = 0; shard < shards.count(); shard++) {
        natives.add(machine(shard, new NativeRunner(PROGRAMS)));
        interpreted.add(machine(shard, new Interpreter()));
        recorded.add(machine(shard, new RecordingInterpreter(reach::note)));
        references.add(reference(shard));
        diffs.add(new TreeMap<>());
      }
    }

    private ShardMachine machine(int shard, ProgramRunner runner) {
      return ShardMachine.atGenesis(genesis, shard, PROGRAMS, runner, tableSeed++);
    }

    private ReferenceShard reference(int shard) {
      ReferenceShard reference =
          new ReferenceShard(
              shard,
              genesis.shards().count(),
              Workload.CHAIN_ID,
              new BigInteger(1, PROGRAMS.commitment()),
              new BigInteger(1, COLLECTOR.toBytes()));
      tokens.subList(1, tokens.size()).forEach(reference::addToken);
      for (Genesis.Allocation allocation : genesis.allocations()) {
        reference.allocate(
            new BigInteger(1, allocation.owner().toBytes()),
            BigInteger.valueOf(allocation.asset().number()),
            new BigInteger(1, allocation.amount().toBytes()));
      }
      return reference;
    }

    void run(int transactions) {
      // With one transaction a record, money is counted after each operation.
      int bundleMax = genesis.shards().count() == 4 ? 1 : 8;
      Workload workload =
          new Workload(seed + 1, genesis.shards(), users, tokens, COLLECTOR, bundleMax);
      List<LogSimulation.Shard> shards = new ArrayList<>();
      for (int i = 0; i < genesis.shards().count(); i++) {
        int shard = i;
        shards.add((offset, record) -> handle(shard, offset, record));
      }
      LogSimulation simulation =
          new LogSimulation(
              seed + 2,
              COMMITMENT,
              tokens.size() - 1L,
              workload,
              shards,
              (shard, _, record, _, diff) -> {
                reach.note(diff);
                conservation.check(natives, shard, record, diff);
              });
      simulation.run(transactions);
      for (int shard = 0; shard < natives.size(); shard++) {
        assertCells(shard);
        assertSnapshot(shard);
      }
      replay(simulation);
    }

    private byte[] handle(int shard, long offset, byte[] record) {
      ShardMachine machine = natives.get(shard);
      machine.handle(offset, record);
      byte[] diff = machine.diff();
      interpreted.get(shard).handle(offset, record);
      assertArrayEquals(diff, interpreted.get(shard).diff(), () -> at(shard, offset));
      recorded.get(shard).handle(offset, record);
      assertArrayEquals(diff, recorded.get(shard).diff(), () -> at(shard, offset));
      byte[] judged = references.get(shard).handle(offset, record);
      assertEquals(normalized(judged), normalized(diff), () -> at(shard, offset));
      diffs.get(shard).put(offset, diff);
      return diff;
    }

    private String at(int shard, long offset) {
      return "seed %d, shard %d, offset %d".formatted(seed, shard, offset);
    }

    /** Without the fault, and with the changes by key: the order of writes is the programs' own. */
    private static Diff normalized(byte[] bytes) {
      if (bytes[25] == (byte) 0xff) {
        bytes[25] = 1;
      }
      Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
      return new Diff(
          diff.shard(),
          diff.offset(),
          diff.block(),
          diff.generation(),
          diff.disposition(),
          null,
          diff.outcomes(),
          diff.changes().stream().sorted(Comparator.comparing(Diff.CellChange::key)).toList(),
          diff.bundles());
    }

    private void assertCells(int shard) {
      Map<BigInteger, BigInteger> cells = new TreeMap<>();
      natives
          .get(shard)
          .cells()
          .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
              cells.put(
                  new BigInteger(1, Word.of(key, keyAt).toBytes()),
                  new BigInteger(1, Word.of(value, valueAt).toBytes())));
      assertEquals(references.get(shard).cells(), cells, () -> "seed " + seed);
    }

    private void assertSnapshot(int shard) {
      byte[] snapshot = natives.get(shard).snapshot();
      assertArrayEquals(snapshot, interpreted.get(shard).snapshot());
      ShardMachine restored =
          ShardMachine.fromSnapshot(snapshot, PROGRAMS, new Interpreter(), Seeds.TABLE);
      assertArrayEquals(snapshot, restored.snapshot());
    }

    private void replay(LogSimulation simulation) {
      for (GlobalReplay.Messages messages : GlobalReplay.Messages.values()) {
        GlobalReplay replay =
            GlobalReplay.atGenesis(
                genesis, PROGRAMS, new NativeRunner(PROGRAMS), tableSeed++, messages);
        int records = 0;
        for (int shard = 0; shard < natives.size(); shard++) {
          for (int offset = 0; offset < simulation.log(shard).size(); offset++) {
            replay.offer(shard, offset, simulation.log(shard).get(offset));
            records++;
          }
        }
        replay.endLogs();
        for (Replayed next = replay.next(); next != null; next = replay.next()) {
          records--;
          if (messages == GlobalReplay.Messages.RECORDED) {
            byte[] expected = diffs.get(next.shard()).get(next.offset());
            String at = at(next.shard(), next.offset());
            assertArrayEquals(expected, next.diff(), () -> "replay, " + at);
          }
        }
        assertEquals(0, records, () -> "records not replayed, seed " + seed + ", " + messages);
        for (int shard = 0; shard < natives.size(); shard++) {
          assertArrayEquals(
              natives.get(shard).snapshot(),
              replay.machine(shard).snapshot(),
              () -> "replayed state, seed " + seed + ", " + messages);
        }
      }
    }
  }
}
