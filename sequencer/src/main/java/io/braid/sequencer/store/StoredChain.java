package io.braid.sequencer.store;

import io.braid.protocol.math.Word256;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Word;
import io.braid.sequencer.view.BlockTag;
import io.braid.sequencer.view.ChainBlock;
import io.braid.sequencer.view.ChainLog;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.LogQuery;
import io.braid.sequencer.view.Placement;
import io.braid.sequencer.view.PrunedException;
import io.braid.sequencer.view.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
    return Optional.ofNullable(stored(number))
        .map(block -> BlockViews.block(block, hashes(number)));
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
        : Optional.of(TransactionViews.placed(body(place), placement(place)));
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
    return block == null ? List.of() : bodies(block, TransactionViews::placed);
  }

  @Override
  public Optional<ChainReceipt> receipt(Word transaction) {
    byte[] place = place(transaction);
    return place == null
        ? Optional.empty()
        : Optional.of(BlockViews.receipt(body(place), placement(place)));
  }

  @Override
  public List<ChainReceipt> receipts(long number) {
    StoredBlock block = stored(number);
    return block == null ? List.of() : bodies(block, BlockViews::receipt);
  }

  private Placement placement(byte[] place) {
    return BlockViews.placement(required(Keys.number(place)), Keys.index(place));
  }

  /** The hashes of a block's transactions, in its order. */
  private List<Word> hashes(long number) {
    byte[] bytes = kept(number, files.get(Column.CONTENTS, Keys.of(number)));
    List<Word> hashes = new ArrayList<>(bytes.length / Word256.BYTES);
    for (int at = 0; at < bytes.length; at += Word256.BYTES) {
      hashes.add(Word.of(Arrays.copyOfRange(bytes, at, at + Word256.BYTES)));
    }
    return hashes;
  }

  private StoredTransaction body(byte[] place) {
    return StoredTransaction.decode(kept(Keys.number(place), files.get(Column.BODIES, place)));
  }

  /** What is made of each transaction of a block, in its order. */
  private <T> List<T> bodies(StoredBlock block, BiFunction<StoredTransaction, Placement, T> view) {
    List<T> all = new ArrayList<>(block.transactionCount());
    byte[] prefix = Keys.of(block.number());
    try (RocksIterator at = files.iterate(Column.BODIES)) {
      for (at.seek(prefix); at.isValid() && isOf(at.key(), prefix); at.next()) {
        all.add(
            view.apply(
                StoredTransaction.decode(at.value()), BlockViews.placement(block, all.size())));
      }
    }
    if (all.size() != block.transactionCount()) {
      throw new PrunedException(block.number(), meta.oldestBlock());
    }
    return all;
  }

  /** What was read of a block, unless it went meanwhile: it goes as a whole. */
  private byte[] kept(long number, byte[] read) {
    if (read == null) {
      throw new PrunedException(number, meta.oldestBlock());
    }
    return read;
  }

  @Override
  public List<ChainLog> logs(LogQuery query, int logsMax) {
    List<ChainLog> found = new ArrayList<>();
    BloomTest bloom = new BloomTest(query);
    long last = Math.min(query.to(), meta.latest());
    for (long number = query.from(); number <= last && found.size() < logsMax; number++) {
      StoredBlock block = stored(number);
      if (bloom.mayFit(block.bloom().array())) {
        bodies(block, BlockViews::logs).stream()
            .flatMap(List::stream)
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
    List<Word> hashes = hashes(number);
    for (int index = 0; index < hashes.size(); index++) {
      batch.delete(Column.TRANSACTIONS, hashes.get(index).toBytes());
      batch.delete(Column.BODIES, Keys.of(number, index));
    }
    batch.delete(Column.CONTENTS, Keys.of(number));
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
