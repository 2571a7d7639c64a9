package io.braid.sequencer.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rocksdb.RocksIterator;

/**
 * Values by block: each stands under its key followed by the complement of the block in which it
 * began to hold, so that a search from (key, block) meets the newest that holds there.
 */
final class Versions {

  private final StoreFiles files;
  private final Column column;
  private final int keyBytes;

  Versions(StoreFiles files, Column column, int keyBytes) {
    this.files = files;
    this.column = column;
    this.keyBytes = keyBytes;
  }

  private byte[] version(byte[] key, long block) {
    return ByteBuffer.allocate(keyBytes + Long.BYTES).put(key).putLong(~block).array();
  }

  /** The value at the end of a block, or null if there was none yet. */
  byte[] get(byte[] key, long block) {
    try (RocksIterator at = files.iterate(column)) {
      at.seek(version(key, block));
      return isOf(at, key) ? at.value() : null;
    }
  }

  private boolean isOf(RocksIterator at, byte[] key) {
    return at.isValid() && Arrays.equals(at.key(), 0, keyBytes, key, 0, keyBytes);
  }

  /**
   * Sets a value from a block on, and drops the versions that only blocks before the oldest kept
   * one need.
   */
  void put(StoreFiles.Batch batch, byte[] key, long block, byte[] value, long oldest) {
    batch.put(column, version(key, block), value);
    if (oldest <= 0) {
      return;
    }
    try (RocksIterator at = files.iterate(column)) {
      at.seek(version(key, oldest));
      // The first one holds in the oldest block that is kept; those behind it hold in none.
      if (isOf(at, key)) {
        at.next();
      }
      for (; isOf(at, key); at.next()) {
        batch.delete(column, at.key());
      }
    }
  }
}
