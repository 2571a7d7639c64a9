package io.braid.protocol.shard;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.ledger.SystemAddress;
import io.braid.protocol.math.Word256;
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

  /**
   * The cells that a shard begins with: what its owners are given, and who collects its fees.
   *
   * @param tableSeed as of {@link ShardMachine#atGenesis}
   * @throws IllegalArgumentException if an owner is given 2^128 or more of an asset
   */
  public CellTable cells(int shard, long tableSeed) {
    List<Allocation> own =
        allocations.stream()
            .filter(allocation -> shards.homeOf(allocation.owner()) == shard)
            .toList();
    CellTable cells = new CellTable(own.size() + 1, tableSeed);
    long[] words = new long[3 * Word256.LONGS];
    for (Allocation allocation : own) {
      allocation.owner().word().copyTo(words, 0);
      Word.of(allocation.asset().number()).copyTo(words, 4);
      CellKey.pack(CellKind.HOLDING.code(), 0, words, 0, words, 4, words, 0);
      cells.get(words, 0, words, 4);
      allocation.amount().copyTo(words, 8);
      if (Word256.add(words, 4, words, 8, words, 4) != 0 || (words[6] | words[7]) != 0) {
        throw new IllegalArgumentException(
            "genesis gives 2^128 or more of an asset to " + allocation.owner());
      }
      cells.put(words, 0, words, 4);
    }
    SystemAddress.feeAccount(shard, words, 0);
    Word256.clear(words, 4);
    CellKey.pack(CellKind.COLLECTOR.code(), 0, words, 0, words, 4, words, 0);
    collector.word().copyTo(words, 4);
    cells.put(words, 0, words, 4);
    return cells;
  }
}
