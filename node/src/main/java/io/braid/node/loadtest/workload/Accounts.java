package io.braid.node.loadtest.workload;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The accounts of a run. Beside those that pay each other there are two: the funder, who has sent
 * something before the clock starts, and the pauper, who has never had anything.
 */
public final class Accounts {

  private final SigningKey[] keys;
  private final int[] shards;
  private final SigningKey funder;
  private final SigningKey pauper;

  private Accounts(SigningKey[] keys, int[] shards, SigningKey funder, SigningKey pauper) {
    this.keys = keys;
    this.shards = shards;
    this.funder = funder;
    this.pauper = pauper;
  }

  /** Derives the accounts of a seed, on all cores. */
  public static Accounts derive(long seed, int count, ShardCount shards, SigningKey funder) {
    SigningKey[] keys =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(number -> SigningKey.of(seed, number))
            .toArray(SigningKey[]::new);
    int[] homes = Arrays.stream(keys).mapToInt(key -> shards.homeOf(key.address())).toArray();
    return new Accounts(keys, homes, funder, SigningKey.of(seed, count));
  }

  /** How many pay each other. */
  public int count() {
    return keys.length;
  }

  /** The address of one of them, from 0. */
  public Address address(int index) {
    return keys[index].address();
  }

  /** The addresses of those that pay each other. */
  public List<Address> addresses() {
    return Arrays.stream(keys).map(SigningKey::address).toList();
  }

  /** Who pays for everything that is done before the clock starts. */
  public SigningKey funder() {
    return funder;
  }

  /** Who has nothing. */
  public SigningKey pauper() {
    return pauper;
  }

  SigningKey key(int index) {
    return keys[index];
  }

  int shard(int index) {
    return shards[index];
  }
}
