package io.braid.node.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.executor.ShardMachines;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.node.config.GenesisFile;
import io.braid.node.kafka.DiffFollower;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.ledger.LedgerPrograms;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plain machines that read the logs from their beginning. What they make of each record must be
 * what the executors wrote, byte for byte; and no transaction may run its first step twice.
 */
final class LogReplay {

  private final Map<Word, Word> cells = new HashMap<>();
  private final Set<String> ran = new HashSet<>();
  private int records;

  /**
   * Replays the logs up to given ends.
   *
   * @param ends by shard; what stands before them has its diffs
   */
  LogReplay(TestCluster cluster, String genesisToml, Map<Integer, Long> ends, DiffFollower diffs) {
    Genesis genesis = GenesisFile.parse("test", genesisToml);
    ShardMachines machines = new ShardMachines(genesis, LedgerPrograms.build(), () -> Seeds.TABLE);
    List<ShardMachine> plain = new ArrayList<>();
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < genesis.shards().count(); shard++) {
      plain.add(machines.atGenesis(shard));
      from.put(shard, 0L);
    }
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    try (LogReader log =
        new LogReader(cluster.kafka(), "replay", cluster.topics().transactions(), from)) {
      while (records < all) {
        for (LogRecord record : log.poll(Duration.ofMillis(100))) {
          int shard = record.partition();
          if (record.offset() < ends.get(shard)) {
            ShardMachine machine = plain.get(shard);
            machine.handle(record.offset(), record.value());
            assertArrayEquals(
                machine.diff(),
                diffs.diff(shard, (int) record.offset()),
                () -> "diff of shard %d, offset %d".formatted(shard, record.offset()));
            take(DiffCodec.decode(machine.diff(), 0, machine.diff().length).value());
            records++;
          }
        }
      }
    }
  }

  private void take(Diff diff) {
    diff.changes().forEach(change -> cells.put(change.key(), change.value()));
    for (Outcome outcome : diff.outcomes()) {
      if (outcome instanceof Outcome.Ran first) {
        String hash = "\"0x" + HexFormat.of().formatHex(first.transaction().toBytes()) + "\"";
        assertNull(ran.add(hash) ? null : hash, "a transaction ran twice");
      }
    }
  }

  private static Word holding(Address owner) {
    long[] words = new long[3 * Word256.LONGS];
    owner.word().copyTo(words, 0);
    CellKey.pack(
        CellKind.HOLDING.code(), 0, words, 0, words, Word256.LONGS, words, 2 * Word256.LONGS);
    return Word.of(words, 2 * Word256.LONGS);
  }

  /** How many records were replayed. */
  int records() {
    return records;
  }

  /** The hashes of all transactions that ran, as parameters of JSON-RPC. */
  Set<String> ran() {
    return ran;
  }

  /** The account's ETH; null if nothing ever changed it. */
  BigInteger balance(Address owner) {
    Word holding = cells.get(holding(owner));
    return holding == null
        ? null
        : new BigInteger(1, new Word(holding.low(), holding.second(), 0, 0).toBytes());
  }

  /** The account's nonce; 0 if nothing ever changed it. */
  long nonce(Address owner) {
    Word holding = cells.get(holding(owner));
    return holding == null ? 0 : holding.third();
  }
}
