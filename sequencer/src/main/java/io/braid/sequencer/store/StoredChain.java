package io.braid.sequencer.store;

import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.PrunedException;
import io.braid.sequencer.view.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksIterator;

/** Blocks and what stands in them. */
final class StoredChain implements ChainReader {

  private final StoreFiles files;
  private final StoreMeta meta;

  StoredChain(StoreFiles files, StoreMeta meta) {
    this.files = files;
    this.meta = meta;
  }

  /** Without settlement nothing is safe or final but what the chain began with. */
  @Override
  public long number(BlockTag tag) {
    return switch (tag) {
      case EARLIEST -> meta.oldestBlock();
      case LATEST -> Math.max(meta.latest(), 0);
      case SAFE, FINALIZED -> 0;
    };
  }

  /** A block that is kept; null if it never was. */
  private StoredBlock stored(long number) {
    if (number < 0 || number > meta.latest()) {
      return null;
    }
    byte[] bytes = files.get(Column.BLOCKS, Keys.of(number));
    if (number < meta.oldestBlock() || bytes == null) {
      throw new PrunedException(number, meta.oldestBlock());
    }
    return StoredBlock.decode(bytes);
  }

  /** A block that exists. */
  StoredBlock required(long number) {
    StoredBlock block = stored(number);
    if (block == null) {
      throw new IllegalArgumentException("there is no block " + number);
    }
    return block;
  }

  /** The hash of a block, or null if it is not kept. */
  Word hashOf(long number) {
    byte[] bytes = files.get(Column.BLOCKS, Keys.of(number));
    return bytes == null ? null : StoredBlock.decode(bytes).hash();
  }

  @Override
  public Optional<ChainBlock> block(long number) {
    return Optional.ofNullable(stored(number)).map(BlockViews::block);
  }

  @Override
  public Optional<ChainBlock> block(Word hash) {
    byte[] number = files.get(Column.HASHES, hash.toBytes());
    return number == null ? Optional.empty() : block(Keys.number(number));
  }

  @Override
  public Optional<ChainTransaction> transaction(Word hash) {
    byte[] place = place(hash);
    return place == null
        ? Optional.empty()
        : Optional.of(BlockViews.transaction(required(Keys.number(place)), Keys.index(place)));
  }

  /**
   * Where a transaction stands, or null: written with its block, so never before it can be read.
   */
  private byte[] place(Word hash) {
    byte[] place = files.get(Column.TRANSACTIONS, hash.toBytes());
    return place == null || Keys.number(place) > meta.latest() ? null : place;
  }

  @Override
  public List<ChainTransaction> transactions(long number) {
    StoredBlock block = stored(number);
    return block == null ? List.of() : BlockViews.transactions(block);
  }

  @Override
  public Optional<ChainReceipt> receipt(Word transaction) {
    byte[] place = place(transaction);
    return place == null
        ? Optional.empty()
        : Optional.of(BlockViews.receipts(required(Keys.number(place))).get(Keys.index(place)));
  }

  @Override
  public List<ChainReceipt> receipts(long number) {
    StoredBlock block = stored(number);
    return block == null ? List.of() : BlockViews.receipts(block);
  }

  @Override
  public List<ChainLog> logs(LogQuery query, int logsMax) {
    List<ChainLog> found = new ArrayList<>();
    BloomTest bloom = new BloomTest(query);
    long last = Math.min(query.to(), meta.latest());
    for (long number = query.from(); number <= last && found.size() < logsMax; number++) {
      StoredBlock block = stored(number);
      if (bloom.mayFit(block.bloom().array())) {
        BlockViews.logs(block).stream()
            .filter(query::fits)
            .limit(logsMax - found.size())
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Why a transaction was refused, unless it has a receipt: that wins. */
  Optional<Rejection> rejection(Word transaction) {
    byte[] value = files.get(Column.REFUSALS, transaction.toBytes());
    if (value == null || place(transaction) != null) {
      return Optional.empty();
    }
    return Optional.of(new Rejection(Refusal.of(value[0] & 0xff), ""));
  }

  /** Deletes a block and all that leads to it. */
  void delete(StoreFiles.Batch batch, long number) {
    byte[] bytes = files.get(Column.BLOCKS, Keys.of(number));
    if (bytes == null) {
      return;
    }
    StoredBlock block = StoredBlock.decode(bytes);
    batch.delete(Column.BLOCKS, Keys.of(number));
    batch.delete(Column.HASHES, block.hash().toBytes());
    block.transactions().forEach(gone -> batch.delete(Column.TRANSACTIONS, gone.hash().toBytes()));
    deleteRefusals(batch, number);
  }

  private void deleteRefusals(StoreFiles.Batch batch, long number) {
    byte[] prefix = Keys.of(number);
    try (RocksIterator at = files.iterate(Column.REFUSALS_BY_BLOCK)) {
      for (at.seek(prefix); at.isValid() && isOf(at.key(), prefix); at.next()) {
        byte[] hash = Arrays.copyOfRange(at.key(), prefix.length, at.key().length);
        batch.delete(Column.REFUSALS_BY_BLOCK, at.key());
        byte[] value = files.get(Column.REFUSALS, hash);
        // A later block may have refused it again.
        if (value != null && isOf(Arrays.copyOfRange(value, 1, value.length), prefix)) {
          batch.delete(Column.REFUSALS, hash);
        }
      }
    }
  }

  private static boolean isOf(byte[] key, byte[] prefix) {
    return Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
