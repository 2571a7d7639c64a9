package io.braid.protocol.shard;

import io.braid.protocol.Limits;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.ShardCount;
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

  ShardState(int shard, ShardCount shards, long chainId, CellTable cells, long tableSeed) {
    if (shard < 0 || shard >= shards.count()) {
      throw new IllegalArgumentException(
          "there are %d shards, no shard %d".formatted(shards.count(), shard));
    }
    this.shard = shard;
    this.shards = shards;
    this.chainId = chainId;
    this.cells = cells;
    this.tokens = new TokenList(tableSeed);
    this.nextIn = new long[shards.count()];
    this.nextOut = new long[shards.count()];
  }

  /** The state of a shard before any record. */
  static ShardState of(Genesis genesis, int shard, long tableSeed) {
    CellTable cells = genesis.cells(shard, tableSeed);
    ShardState state = new ShardState(shard, genesis.shards(), genesis.chainId(), cells, tableSeed);
    genesis.tokens().forEach(state::addToken);
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
