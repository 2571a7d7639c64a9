package io.braid.node.simulation;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.view.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The blocks of one sequencing process, with the state behind the newest, as the store on disk
 * keeps them: a block is there with all that it brought, or not at all; a crash may lose the
 * newest.
 */
final class MemoryStore {

  private final List<Block> blocks = new ArrayList<>();

  /** The checkpoint behind each block; null where none was due. */
  private final List<byte[]> checkpoints = new ArrayList<>();

  private final List<Address> tokens = new ArrayList<>();
  private final Map<Word, Word> genesisCells;
  private final Map<Word, Word> cells;
  private final Set<Word> transactions = new HashSet<>();

  MemoryStore(World world) {
    world.genesis.tokens().forEach(token -> tokens.add(token.address()));
    genesisCells = cells(world.genesis);
    cells = new HashMap<>(genesisCells);
  }

  /** What is on disk of another store, when its process dies or is replaced. */
  MemoryStore(World world, MemoryStore other, int kept) {
    this(world);
    for (int number = 0; number < kept; number++) {
      append(other.blocks.get(number), other.checkpoints.get(number));
    }
  }

  private static Map<Word, Word> cells(Genesis genesis) {
    Map<Word, Word> all = new HashMap<>();
    for (int shard = 0; shard < genesis.shards().count(); shard++) {
      genesis
          .cells(shard, Seeds.TABLE)
          .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
              all.put(Word.of(key, keyAt), Word.of(value, valueAt)));
    }
    return all;
  }

  int count() {
    return blocks.size();
  }

  long latest() {
    return blocks.size() - 1L;
  }

  Block newest() {
    return blocks.getLast();
  }

  List<Address> tokens() {
    return tokens;
  }

  Optional<byte[]> checkpoint() {
    return checkpoints.reversed().stream().filter(bytes -> bytes != null).findFirst();
  }

  boolean holds(Word transaction) {
    return transactions.contains(transaction);
  }

  /** As the store on disk: appends the next block, compares one that is here. */
  void append(Block block, byte[] checkpoint) {
    int number = (int) block.number();
    if (number < blocks.size()) {
      Violation.require(
          blocks.get(number).hash().equals(block.hash()),
          Invariant.BLOCKS,
          () -> "a follower that began again gives another block " + number);
      return;
    }
    Violation.require(
        number == blocks.size(),
        Invariant.BLOCKS,
        () -> "block %d comes behind block %d".formatted(number, latest()));
    blocks.add(block);
    checkpoints.add(checkpoint);
    if (block.decided() != null) {
      block.decided().tokens().stream().map(TokenEntry::address).forEach(tokens::add);
    }
    apply(block, cells);
    block.transactions().forEach(one -> transactions.add(one.receipt().transaction()));
  }

  /** The state at a block. */
  StateView at(long block) {
    if (block == latest()) {
      return new View(cells);
    }
    Map<Word, Word> then = new HashMap<>(genesisCells);
    blocks.subList(0, (int) block + 1).forEach(one -> apply(one, then));
    return new View(then);
  }

  private static void apply(Block block, Map<Word, Word> to) {
    for (List<Diff.CellChange> changes : block.changes()) {
      changes.forEach(change -> to.put(change.key(), change.value()));
    }
  }

  private final class View implements StateView {
    private final Map<Word, Word> state;

    View(Map<Word, Word> state) {
      this.state = state;
    }

    @Override
    public Word cell(Word key) {
      return state.getOrDefault(key, Word.ZERO);
    }

    @Override
    public long transactionCount(Address account) {
      throw new UnsupportedOperationException("admission counts by cells");
    }

    @Override
    public Word supply(AssetId asset) {
      throw new UnsupportedOperationException("admission asks for no supplies");
    }

    @Override
    public int tokenCount() {
      return tokens.size();
    }
  }
}
