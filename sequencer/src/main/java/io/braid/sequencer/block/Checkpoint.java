package io.braid.sequencer.block;

import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An assembler between two blocks.
 *
 * @param block the last complete block
 * @param hash of that block
 * @param state its digest
 * @param nextOffsets by shard, where the header of the next block stands
 * @param recordsBefore by shard, how many records stand before that
 * @param tokens addresses by index, from 1
 * @param keptAside by shard, bundles that the next header's unit consumes, in the order of the log
 */
record Checkpoint(
    ShardCount shards,
    long block,
    long generation,
    Word hash,
    Word state,
    List<Long> nextOffsets,
    List<Long> recordsBefore,
    List<Address> tokens,
    List<List<Emission>> keptAside,
    OpenTransactions open) {

  /** A bundle, by the record that emits it. */
  record Emission(int source, long offset) {}

  /** Where an assembler stands that has yet to begin with block 0. */
  static Checkpoint beforeBlockZero(Genesis genesis) {
    int count = genesis.shards().count();
    return new Checkpoint(
        genesis.shards(),
        0,
        0,
        Word.ZERO,
        StateDigest.of(genesis),
        Collections.nCopies(count, 0L),
        Collections.nCopies(count, 0L),
        genesis.tokens().stream().map(TokenEntry::address).toList(),
        new ArrayList<>(Collections.nCopies(count, List.of())),
        new OpenTransactions());
  }
}
