package io.braid.protocol.types;

import io.braid.protocol.Limits;

/**
 * How many shards there are: a power of two, fixed at genesis.
 *
 * @param count 1 to {@link Limits#SHARDS_MAX}
 */
public record ShardCount(int count) {

  /** Checks the range. */
  public ShardCount {
    if (count < 1 || count > Limits.SHARDS_MAX || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(
          "a shard count is a power of two from 1 to %d, not %d"
              .formatted(Limits.SHARDS_MAX, count));
    }
  }

  /** The home shard of an address: its low bits. */
  public int homeOf(Address address) {
    return homeOf(address.word().low());
  }

  /** The home shard of an address of which these are the low 64 bits. */
  public int homeOf(long addressLow) {
    return (int) addressLow & (count - 1);
  }
}
