package io.braid.node.simulation;

import io.braid.node.simulation.Judge.Judged;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.reference.ReferenceShard;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.simulation.Workload;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the reference implementation over the input logs, from checkpoint to checkpoint. */
final class ReferenceCheck {

  /** Where the byte of the fault stands in a diff; the reference gives no fault its number. */
  private static final int FAULT_AT = 25;

  private static final byte SOME_FAULT = (byte) 0xff;

  private final World world;
  private final List<ReferenceShard> references = new ArrayList<>();
  private final int[] positions;

  ReferenceCheck(World world) {
    this.world = world;
    positions = new int[world.shards()];
    for (int shard = 0; shard < world.shards(); shard++) {
      references.add(reference(world.genesis, shard));
    }
  }

  private static ReferenceShard reference(Genesis genesis, int shard) {
    ReferenceShard reference =
        new ReferenceShard(
            shard,
            genesis.shards().count(),
            Workload.CHAIN_ID,
            number(World.COMMITMENT),
            number(genesis.collector().word()));
    genesis.tokens().forEach(token -> reference.addToken(number(token.address().word())));
    for (Genesis.Allocation allocation : genesis.allocations()) {
      reference.allocate(
          number(allocation.owner().word()),
          BigInteger.valueOf(allocation.asset().number()),
          number(allocation.amount()));
    }
    return reference;
  }

  private static BigInteger number(Word word) {
    return new BigInteger(1, word.toBytes());
  }

  /** Compares what was appended since. */
  void catchUp() {
    for (int shard = 0; shard < references.size(); shard++) {
      List<Judged> judged = world.judge.judged(shard);
      while (positions[shard] < judged.size()) {
        int offset = positions[shard]++;
        compare(shard, offset, judged.get(offset));
      }
      Map<BigInteger, BigInteger> cells = new TreeMap<>();
      world
          .judge
          .machine(shard)
          .cells()
          .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
              cells.put(number(Word.of(key, keyAt)), number(Word.of(value, valueAt))));
      Violation.require(
          references.get(shard).cells().equals(cells),
          Invariant.REFERENCE,
          () -> "the cells are not those of the reference implementation");
    }
  }

  private void compare(int shard, int offset, Judged judged) {
    byte[] bytes = references.get(shard).handle(offset, judged.record());
    if (bytes[FAULT_AT] == SOME_FAULT) {
      bytes[FAULT_AT] = 1;
    }
    Diff expected = normalized(DiffCodec.decode(bytes, 0, bytes.length).value());
    Diff actual = normalized(judged.diff());
    Violation.require(
        expected.equals(actual),
        Invariant.REFERENCE,
        () -> "%s: %s instead of %s".formatted(Judge.at(shard, offset), actual, expected));
  }

  /** Without the fault, and with the changes by key: the order of writes is the programs' own. */
  private static Diff normalized(Diff diff) {
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
}
