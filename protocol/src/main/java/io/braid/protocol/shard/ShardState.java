package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/** Everything that a shard's outcomes depend on. A snapshot is this and nothing else. */
final class ShardState {

  final int shard;
  final ShardCount shards;
  final long chainId;
  final CellTable cells;
  final TokenList tokens;
  final List<TokenEntry> tokenEntries = new ArrayList<>();
  final NonceQueue queue = new NonceQueue();

  /** Bundles that wait for the next header, as records, in the order of the log. */
  final List<byte[]> keptAside = new ArrayList<>();

  final long[] nextIn;
  final long[] nextOut;
  long nextOffset;
  long block;
  long generation;
  long time;
  long baseFee;
  long nextEvent;

  ShardState(int shard, ShardCount shards, long chainId, int cells, long tableSeed) {
    if (shard < 0 || shard >= shards.count()) {
      throw new IllegalArgumentException(
          "there are %d shards, no shard %d".formatted(shards.count(), shard));
    }
    this.shard = shard;
    this.shards = shards;
    this.chainId = chainId;
    this.cells = new CellTable(cells, tableSeed);
    this.tokens = new TokenList(tableSeed);
    this.nextIn = new long[shards.count()];
    this.nextOut = new long[shards.count()];
  }

  /** The state of a shard before any record. */
  static ShardState of(Genesis genesis, int shard, long tableSeed) {
    List<Genesis.Allocation> own =
        genesis.allocations().stream()
            .filter(allocation -> genesis.shards().homeOf(allocation.owner()) == shard)
            .toList();
    ShardState state =
        new ShardState(shard, genesis.shards(), genesis.chainId(), own.size(), tableSeed);
    genesis.tokens().forEach(state::addToken);
    long[] words = new long[4 * Word256.LONGS];
    for (Genesis.Allocation allocation : own) {
      allocation.owner().word().copyTo(words, 0);
      Word.of(allocation.asset().number()).copyTo(words, 4);
      CellKey.pack(CellKind.HOLDING.code(), 0, words, 0, words, 4, words, 0);
      state.cells.get(words, 0, words, 4);
      allocation.amount().copyTo(words, 8);
      if (Word256.add(words, 4, words, 8, words, 4) != 0 || (words[6] | words[7]) != 0) {
        throw new IllegalArgumentException(
            "genesis gives 2^128 or more of an asset to " + allocation.owner());
      }
      state.cells.put(words, 0, words, 4);
    }
    SystemAddress.feeAccount(shard, words, 0);
    Word256.clear(words, 4);
    CellKey.pack(CellKind.COLLECTOR.code(), 0, words, 0, words, 4, words, 0);
    genesis.collector().word().copyTo(words, 4);
    state.cells.put(words, 0, words, 4);
    return state;
  }

  /**
   * Appends a token.
   *
   * @throws IllegalArgumentException if it cannot be one, or there are as many as there may be
   */
  void addToken(TokenEntry token) {
    long[] address = token.address().word().toLongs();
    if (SystemAddress.isSystem(address, 0)) {
      throw new IllegalArgumentException("a system address is no token: " + token.address());
    }
    if (tokens.count() == Limits.TOKENS_MAX) {
      throw new IllegalArgumentException("there are at most " + Limits.TOKENS_MAX + " tokens");
    }
    tokens.add(address, 0);
    tokenEntries.add(token);
  }

  /** The home shard of an address in a word. */
  int homeOf(long[] address, int at) {
    return shards.homeOf(address[at]);
  }
}
