package io.braid.sequencer.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The database files: columns, reads, and batches that are written as a whole or not at all. */
final class StoreFiles implements AutoCloseable {

  private final DBOptions options;
  private final ColumnFamilyOptions columnOptions;
  private final RocksDB database;
  private final Map<Column, ColumnFamilyHandle> columns = new EnumMap<>(Column.class);

  /** Opens the database in a folder, or makes one. */
  StoreFiles(Path folder) {
    options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    columnOptions = new ColumnFamilyOptions().setCompressionType(CompressionType.LZ4_COMPRESSION);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (Column column : Column.values()) {
      descriptors.add(
          new ColumnFamilyDescriptor(
              column.text().getBytes(StandardCharsets.US_ASCII), columnOptions));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      database = RocksDB.open(options, folder.toString(), descriptors, handles);
    } catch (IOException | RocksDBException fault) {
      options.close();
      columnOptions.close();
      throw new StoreException(
          "the block store in %s cannot be opened: %s".formatted(folder, fault.getMessage()),
          fault);
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

  /** An iterator over a column; the caller closes it. */
  RocksIterator iterate(Column column) {
    return database.newIterator(columns.get(column));
  }

  /** A batch to fill and {@link Batch#write}. */
  Batch begin() {
    return new Batch();
  }

  private static StoreException failed(RocksDBException fault) {
    return new StoreException("the block store failed: " + fault.getMessage(), fault);
  }

  @Override
  public void close() {
    columns.values().forEach(ColumnFamilyHandle::close);
    database.close();
    columnOptions.close();
    options.close();
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

    /**
     * Writes all. After a crash of the machine the last batches may be missing, never a part of
     * one: what they held comes from the logs again.
     */
    void write() {
      try (WriteOptions writeOptions = new WriteOptions()) {
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
