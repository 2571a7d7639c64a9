package io.braid.sequencer.store;

import io.braid.protocol.record.TokenEntry;
import io.braid.protocol.shard.Genesis;
import io.braid.protocol.types.AssetId;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.StateDigest;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Writes what a chain begins with, as the state before block 0. */
final class GenesisWriter {

  private GenesisWriter() {}

  static void write(StoreFiles files, StoreMeta meta, Genesis genesis) {
    try (StoreFiles.Batch batch = files.begin()) {
      Versions cells = new Versions(files, Column.CELLS, StoredStates.CELL_KEY_BYTES);
      for (int shard = 0; shard < genesis.shards().count(); shard++) {
        genesis
            .cells(shard, 0)
            .forEachNonZeroAscending((key, keyAt, value, valueAt) ->
                cells.put(
                    batch, Word.of(key, keyAt).toBytes(), 0, Word.of(value, valueAt).toBytes(), 0));
      }
      Versions supplies = new Versions(files, Column.SUPPLIES, StoredStates.ASSET_BYTES);
      sums(genesis)
          .forEach(
              (asset, sum) -> supplies.put(batch, Keys.of(asset), 0, StoredStates.toBytes(sum), 0));
      int index = 0;
      for (TokenEntry token : genesis.tokens()) {
        index++;
        StoredTokens.put(batch, index, token);
      }
      meta.putGenesis(batch, StateDigest.of(genesis));
      batch.write();
    }
  }

  private static Map<Long, BigInteger> sums(Genesis genesis) {
    Map<Long, BigInteger> sums = new TreeMap<>();
    for (Genesis.Allocation allocation : genesis.allocations()) {
      AssetId asset = allocation.asset();
      BigInteger amount = new BigInteger(1, allocation.amount().toBytes());
      sums.merge(asset.number(), amount, BigInteger::add);
    }
    return sums;
  }
}
