package io.braid.prover.tree.store;

import io.braid.stark.cpu.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The database files: columns, reads, and batches that are written as a whole or not at all. */
final class TreeFiles implements AutoCloseable {

  /** Keys that are read at once, for which it is worth to wake a thread. */
  private static final int KEYS_AT_ONCE_MIN = 128;

  private static final int KEYS_AT_ONCE_MAX = 1024;

  private static final long WRITE_BUFFERS_BYTES = 128L << 20;
  private static final long LOG_BYTES_MAX = 256L << 20;
  private static final int OPEN_FILES_MAX = 512;
  private static final double BLOOM_BITS_PER_KEY = 10;

  private final Workers workers;
  private final DBOptions options;
  private final ColumnFamilyOptions columnOptions;
  private final Cache cache;
  private final BloomFilter filter;
  private final WriteOptions writeOptions;
  private final RocksDB database;
  private final Map<Column, ColumnFamilyHandle> columns = new EnumMap<>(Column.class);

  /** Opens the database in a folder, or makes one. */
  TreeFiles(Path folder, long cacheBytes, Workers workers) {
    this.workers = workers;
    options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setDbWriteBufferSize(WRITE_BUFFERS_BYTES)
            .setMaxTotalWalSize(LOG_BYTES_MAX)
            .setMaxOpenFiles(OPEN_FILES_MAX);
    writeOptions = new WriteOptions().setSync(true);
    cache = new LRUCache(cacheBytes);
    filter = new BloomFilter(BLOOM_BITS_PER_KEY);
    // Keys and digests look random, so there is nothing to compress.
    columnOptions =
        new ColumnFamilyOptions()
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setCacheIndexAndFilterBlocks(true)
                    .setPinL0FilterAndIndexBlocksInCache(true)
                    .setFilterPolicy(filter));
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (Column column : Column.values()) {
      byte[] name = column.text().getBytes(StandardCharsets.US_ASCII);
      descriptors.add(new ColumnFamilyDescriptor(name, columnOptions));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      database = RocksDB.open(options, folder.toString(), descriptors, handles);
    } catch (IOException | RocksDBException fault) {
      closeOptions();
      throw new TreeStoreException(
          "in %s cannot be opened: %s".formatted(folder, fault.getMessage()), fault);
    }
    Iterator<ColumnFamilyHandle> next = handles.iterator();
    for (Column column : Column.values()) {
      columns.put(column, next.next());
    }
  }

  /** The value of a key, or null. */
  byte[] get(Column column, byte[] key) {
    try {
      return database.get(columns.get(column), key);
    } catch (RocksDBException fault) {
      throw failed(fault);
    }
  }

  /** The values of keys, null for those that have none; threads share the work. */
  byte[][] getAll(Column column, List<byte[]> keys) {
    byte[][] values = new byte[keys.size()][];
    workers.forRange(
        0,
        keys.size(),
        KEYS_AT_ONCE_MIN,
        (from, to) -> {
          for (int at = from; at < to; at += KEYS_AT_ONCE_MAX) {
            List<byte[]> some = keys.subList(at, Math.min(at + KEYS_AT_ONCE_MAX, to));
            List<byte[]> found = getSome(column, some);
            for (int i = 0; i < found.size(); i++) {
              values[at + i] = found.get(i);
            }
          }
        });
    return values;
  }

  private List<byte[]> getSome(Column column, List<byte[]> keys) {
    try {
      return database.multiGetAsList(Collections.nCopies(keys.size(), columns.get(column)), keys);
    } catch (RocksDBException fault) {
      throw failed(fault);
    }
  }

  /** An iterator over a column; the caller closes it. */
  RocksIterator iterate(Column column) {
    return database.newIterator(columns.get(column));
  }

  /** Removes all that there is. */
  void clear() {
    byte[] end = new byte[64];
    Arrays.fill(end, (byte) 0xff);
    try (Batch batch = begin()) {
      for (ColumnFamilyHandle column : columns.values()) {
        batch.batch.deleteRange(column, new byte[0], end);
      }
      batch.write();
    } catch (RocksDBException fault) {
      throw failed(fault);
    }
  }

  /** A batch to fill and {@link Batch#write}. */
  Batch begin() {
    return new Batch();
  }

  private static TreeStoreException failed(RocksDBException fault) {
    return new TreeStoreException("failed: " + fault.getMessage(), fault);
  }

  private void closeOptions() {
    writeOptions.close();
    columnOptions.close();
    options.close();
    filter.close();
    cache.close();
  }

  @Override
  public void close() {
    columns.values().forEach(ColumnFamilyHandle::close);
    database.close();
    closeOptions();
  }

  /** Changes that are written together. */
  final class Batch implements AutoCloseable {
    private final WriteBatch batch = new WriteBatch();

    private Batch() {}

    void put(Column column, byte[] key, byte[] value) {
      try {
        batch.put(columns.get(column), key, value);
      } catch (RocksDBException fault) {
        throw failed(fault);
      }
    }

    void delete(Column column, byte[] key) {
      try {
        batch.delete(columns.get(column), key);
      } catch (RocksDBException fault) {
        throw failed(fault);
      }
    }

    /** Writes all; when this returns, not even a crash of the machine takes it back. */
    void write() {
      try {
        database.write(writeOptions, batch);
      } catch (RocksDBException fault) {
        throw failed(fault);
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
