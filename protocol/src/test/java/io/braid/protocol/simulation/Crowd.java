package io.braid.protocol.simulation;

import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Users, tokens and a collector of fees at random addresses, and the genesis that they begin with.
 */
public final class Crowd {

  public static final int TOKENS = 3;

  private static final int USERS = 24;
  private static final int BUNDLE_MAX = 8;

  private final Genesis genesis;
  private final List<Address> users = new ArrayList<>();
  private final List<BigInteger> tokens = new ArrayList<>();

  /**
   * A crowd.
   *
   * @param holding what the user with an index has of ETH, or of a token; asked once for each
   */
  public Crowd(Random random, ShardCount shards, IntFunction<Word> holding) {
    this(random, shards, USERS, _ -> address(random), holding);
  }

  /**
   * A crowd of so many users.
   *
   * @param user the address of the user with an index; asked once for each
   */
  public Crowd(
      Random random,
      ShardCount shards,
      int userCount,
      IntFunction<Address> user,
      IntFunction<Word> holding) {
    Address collector = address(random);
    List<TokenEntry> entries = new ArrayList<>();
    List<Genesis.Allocation> allocations = new ArrayList<>();
    long[] facade = new long[Word256.LONGS];
    SystemAddress.facade(facade, 0);
    tokens.add(new BigInteger(1, Word.of(facade, 0).toBytes()));
    for (int i = 0; i < TOKENS; i++) {
      Address token = address(random);
      entries.add(new TokenEntry(token, 18, "T", "Token"));
      tokens.add(new BigInteger(1, token.toBytes()));
    }
    for (int i = 0; i < userCount; i++) {
      Address address = user.apply(i);
      users.add(address);
      for (int token = 0; token <= TOKENS; token++) {
        AssetId asset = token == 0 ? AssetId.ETH : AssetId.token(token);
        allocations.add(new Genesis.Allocation(address, asset, holding.apply(i)));
      }
    }
    genesis = new Genesis(Workload.CHAIN_ID, shards, entries, allocations, collector);
  }

  private static Address address(Random random) {
    byte[] bytes = new byte[Address.BYTES];
    random.nextBytes(bytes);
    return Address.of(bytes);
  }

  public Genesis genesis() {
    return genesis;
  }

  /** What the crowd does, from a seed. */
  public Workload workload(long seed) {
    return new Workload(seed, genesis.shards(), users, tokens, genesis.collector(), BUNDLE_MAX);
  }
}
