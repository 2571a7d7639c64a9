package io.braid.protocol.shard;

import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * What a chain begins with; the same for all its shards.
 *
 * @param chainId of the L2 chain, unsigned
 * @param shards how many there are
 * @param tokens known from the beginning
 * @param allocations what is given out; the bridge holds it on L1
 * @param collector who may be paid the fees
 */
public record Genesis(
    long chainId,
    ShardCount shards,
    List<TokenEntry> tokens,
    List<Allocation> allocations,
    Address collector) {

  /**
   * What an account holds from the beginning.
   *
   * @param asset ETH or a token of the list
   * @param amount in the smallest unit; the sum over all is below 2^128 for each asset
   */
  public record Allocation(Address owner, AssetId asset, Word amount) {}
}
