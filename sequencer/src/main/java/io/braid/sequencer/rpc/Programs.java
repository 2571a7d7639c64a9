package io.braid.sequencer.rpc;

import io.braid.protocol.ledger.Call;
import io.braid.protocol.ledger.CallResolver;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.ledger.TokenList;
import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.Token;
import io.braid.sequencer.view.TokenReader;
import java.util.Optional;

/** What answers at an address, and what a call asks of it. Many threads may use one. */
final class Programs {

  /** A program as a caller sees it. */
  sealed interface Target {

    /** An ERC-20 token: of the bridge, ETH, or the shares of a pool. */
    record Asset(Address address, AssetId asset) implements Target {}

    /** Another program: it has functions that change something, and the router some that read. */
    record Other(SystemAddress.Kind kind) implements Target {}

    /** No program. */
    record None() implements Target {}
  }

  private final TokenReader reader;
  private final ShardCount shards;

  /** Follows the reader: the resolver of the ledger wants a list. Guarded by this. */
  private final TokenList tokens;

  private final CallResolver resolver;

  /** {@code seed} hides the order of the token table from those who choose addresses. */
  Programs(TokenReader reader, ShardCount shards, long seed) {
    this.reader = reader;
    this.shards = shards;
    tokens = new TokenList(seed);
    resolver = new CallResolver(tokens, shards.count());
  }

  static Address router() {
    long[] word = new long[Word256.LONGS];
    SystemAddress.router(word, 0);
    return Address.of(word, 0);
  }

  static Address facade() {
    long[] word = new long[Word256.LONGS];
    SystemAddress.facade(word, 0);
    return Address.of(word, 0);
  }

  static Address poolOf(AssetId shares) {
    long[] word = new long[Word256.LONGS];
    SystemAddress.pool(shares.number() >>> 32, shares.number() & 0xffff_ffffL, word, 0);
    return Address.of(word, 0);
  }

  /** What answers at an address, when the bridge knew this many tokens. */
  Target at(Address address, int tokenCount) {
    long[] word = address.word().toLongs();
    SystemAddress.Kind kind = SystemAddress.kindOf(word, 0);
    return switch (kind) {
      case NONE -> {
        Optional<Token> token = reader.token(address);
        yield token.isPresent() && token.get().index() <= tokenCount
            ? new Target.Asset(address, AssetId.token(token.get().index()))
            : new Target.None();
      }
      case POOL -> {
        long first = SystemAddress.first(word, 0);
        long second = SystemAddress.second(word, 0);
        yield second <= tokenCount
            ? new Target.Asset(address, AssetId.shares(first, second))
            : new Target.None();
      }
      case FACADE -> new Target.Asset(address, AssetId.ETH);
      case FEE_ACCOUNT ->
          SystemAddress.last(word, 0) < shards.count() ? new Target.Other(kind) : new Target.None();
      case ROUTER, BRIDGE -> new Target.Other(kind);
      case UNUSED -> new Target.None();
    };
  }

  /** The asset whose ERC-20 contract has this address, shares excepted. */
  Optional<AssetId> tokenAsset(Address address, int tokenCount) {
    return at(address, tokenCount) instanceof Target.Asset(_, AssetId asset) && !asset.isShares()
        ? Optional.of(asset)
        : Optional.empty();
  }

  /** The address of the ERC-20 contract of ETH (index 0) or a token. */
  Address addressOf(long index) {
    return index == 0 ? facade() : reader.token((int) index).address();
  }

  Token token(long index) {
    return reader.token((int) index);
  }

  /** Resolves a call as a shard would; gives the first rule it breaks, or null. */
  synchronized Refusal resolve(Address sender, Address to, Word value, Bytes data, Call out) {
    while (tokens.count() < reader.count()) {
      tokens.add(reader.token(tokens.count() + 1).address().word().toLongs(), 0);
    }
    byte[] bytes = data.toArray();
    return resolver
        .from(sender.word().toLongs(), 0, value.toLongs(), 0)
        .with(bytes, 0, bytes.length)
        .resolve(to.word().toLongs(), 0, shards.homeOf(sender), out);
  }
}
