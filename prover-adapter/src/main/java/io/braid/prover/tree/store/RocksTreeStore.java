package io.braid.prover.tree.store;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import io.braid.protocol.tree.Digest;
import io.braid.protocol.tree.Leaf;
import io.braid.protocol.tree.TreeChange;
import io.braid.protocol.tree.TreeHead;
import io.braid.protocol.tree.TreeStore;
import io.braid.protocol.tree.TreeUndo;
import io.braid.stark.cpu.Workers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksIterator;

/**
 * A tree on disk. A change is one batch of RocksDB, which is durable when {@link #write} returns:
 * after a crash the tree is that before the change or that behind it.
 *
 * <p>Beside the caches, and what RocksDB gathers before it writes a file, nothing is in memory.
 */
public final class RocksTreeStore implements TreeStore, AutoCloseable {

  private static final int LAYOUT = 1;
  private static final byte[] LAYOUT_NAME = "layout".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_NAME = "head".getBytes(StandardCharsets.US_ASCII);
  private static final int INDEX_BYTES = Limits.TREE_LEVELS / Byte.SIZE;
  private static final int LEAF_BYTES = INDEX_BYTES + 2 * Word256.BYTES;
  private static final int HEAD_BYTES = 3 * Long.BYTES + Digest.BYTES;

  /** Seeks for which it is worth to wake a thread. */
  private static final int SEEKS_MIN = 128;

  private final TreeFiles files;
  private final Workers workers;
  private final NodePages nodes;
  private TreeHead head;

  /**
   * How much may be held in memory.
   *
   * @param blockBytes of RocksDB's blocks, indexes and filters
   * @param nodePages pages of nodes, of about 1,000 bytes
   */
  public record Caches(long blockBytes, int nodePages) {

    /** 128 MiB of blocks and 64 MiB of nodes. */
    public static final Caches USUAL = new Caches(128L << 20, 1 << 16);
  }

  private RocksTreeStore(TreeFiles files, Caches caches, Workers workers) {
    this.files = files;
    this.workers = workers;
    nodes = new NodePages(files, caches.nodePages());
  }

  /**
   * Opens the store in a folder, or makes one. What an import left that did not end is removed.
   *
   * @param workers that share reads
   * @throws TreeStoreException if it cannot be opened
   */
  public static RocksTreeStore open(Path folder, Caches caches, Workers workers) {
    TreeFiles files = new TreeFiles(folder, caches.blockBytes(), workers);
    try {
      RocksTreeStore store = new RocksTreeStore(files, caches, workers);
      store.readHead(folder);
      return store;
    } catch (RuntimeException fault) {
      files.close();
      throw fault;
    }
  }

  private void readHead(Path folder) {
    byte[] layout = files.get(Column.META, LAYOUT_NAME);
    if (layout != null && (layout.length != 1 || layout[0] != LAYOUT)) {
      throw new TreeStoreException(
          "in %s has layout %s, not %d as this version"
              .formatted(folder, Arrays.toString(layout), LAYOUT),
          null);
    }
    byte[] bytes = files.get(Column.META, HEAD_NAME);
    if (bytes == null) {
      files.clear();
      return;
    }
    Digest root = bytes.length == HEAD_BYTES ? Digest.ofBytes(bytes, 3 * Long.BYTES) : null;
    if (root == null) {
      throw new TreeStoreException("in %s has no readable head".formatted(folder), null);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    head = new TreeHead(in.getLong(), in.getLong(), in.getLong(), root);
  }

  @Override
  public TreeHead head() {
    return head;
  }

  /** Most keys have a leaf, and to get one takes less than to seek the one below. */
  @Override
  public void readFloors(long[] keys, int count, long[] indexes, long[] leaves) {
    List<byte[]> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(keyBytes(keys, i * Word256.LONGS));
    }
    byte[][] values = files.getAll(Column.LEAVES, names);
    int[] missing = new int[count];
    int missingCount = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] == null) {
        missing[missingCount++] = i;
      } else {
        indexes[i] = readLeaf(names.get(i), values[i], leaves, i * Leaf.LONGS);
      }
    }
    workers.forRange(
        0,
        missingCount,
        SEEKS_MIN,
        (from, to) -> {
          try (RocksIterator iterator = files.iterate(Column.LEAVES)) {
            for (int i = from; i < to; i++) {
              int row = missing[i];
              iterator.seekForPrev(names.get(row));
              if (!iterator.isValid()) {
                throw new TreeStoreException("lacks leaf 0", null);
              }
              indexes[row] = readLeaf(iterator.key(), iterator.value(), leaves, row * Leaf.LONGS);
            }
          }
        });
  }

  /** Puts a leaf into an array and gives its index. */
  private static long readLeaf(byte[] key, byte[] value, long[] leaves, int at) {
    if (value == null || value.length != LEAF_BYTES) {
      throw new TreeStoreException("lacks a leaf that it has a key of", null);
    }
    Word256.readBigEndian(key, 0, Word256.BYTES, leaves, at);
    Word256.readBigEndian(value, INDEX_BYTES, Word256.BYTES, leaves, at + Leaf.NEXT);
    Word256.readBigEndian(
        value, INDEX_BYTES + Word256.BYTES, Word256.BYTES, leaves, at + Leaf.VALUE);
    long index = 0;
    for (int i = 0; i < INDEX_BYTES; i++) {
      index = index << Byte.SIZE | Byte.toUnsignedInt(value[i]);
    }
    return index;
  }

  @Override
  public void readLeaves(long[] indexes, int count, long[] leaves) {
    List<byte[]> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(indexBytes(indexes[i]));
    }
    List<byte[]> keys = Arrays.asList(files.getAll(Column.KEYS, names));
    if (keys.contains(null)) {
      throw new TreeStoreException("lacks leaf " + indexes[keys.indexOf(null)], null);
    }
    byte[][] values = files.getAll(Column.LEAVES, keys);
    for (int i = 0; i < count; i++) {
      readLeaf(keys.get(i), values[i], leaves, i * Leaf.LONGS);
    }
  }

  private static byte[] indexBytes(long index) {
    byte[] bytes = new byte[INDEX_BYTES];
    for (int i = 0; i < INDEX_BYTES; i++) {
      bytes[i] = (byte) (index >>> (Byte.SIZE * (INDEX_BYTES - 1 - i)));
    }
    return bytes;
  }

  @Override
  public void readPairs(int level, long[] parents, int count, int[] digests) {
    nodes.readPairs(level, parents, count, digests);
  }

  @Override
  public void write(TreeChange change) {
    try (TreeFiles.Batch batch = files.begin()) {
      Map<Long, int[]> pages = fill(batch, change);
      batch.write();
      nodes.written(pages);
    }
    if (change.head() != null) {
      head = change.head();
    }
  }

  /** Does all of {@link #write} but the writing, as a process that ends before it. */
  void prepareAndForget(TreeChange change) {
    try (TreeFiles.Batch batch = files.begin()) {
      fill(batch, change);
    }
  }

  /** Puts all of a change into a batch; gives the pages of nodes as they will be. */
  private Map<Long, int[]> fill(TreeFiles.Batch batch, TreeChange change) {
    long leafCount = head == null ? 0 : head.leafCount();
    for (int i = 0; i < change.removedKeys().length / Word256.LONGS; i++) {
      batch.delete(Column.LEAVES, keyBytes(change.removedKeys(), i * Word256.LONGS));
      batch.delete(Column.KEYS, indexBytes(change.head().leafCount() + i));
    }
    for (int i = 0; i < change.indexes().length; i++) {
      byte[] index = indexBytes(change.indexes()[i]);
      byte[] key = keyBytes(change.leaves(), i * Leaf.LONGS);
      byte[] value = Arrays.copyOf(index, LEAF_BYTES);
      int at = i * Leaf.LONGS;
      Word256.writeBigEndian(change.leaves(), at + Leaf.NEXT, value, INDEX_BYTES);
      Word256.writeBigEndian(change.leaves(), at + Leaf.VALUE, value, INDEX_BYTES + Word256.BYTES);
      batch.put(Column.LEAVES, key, value);
      if (change.indexes()[i] >= leafCount) {
        batch.put(Column.KEYS, index, key);
      }
    }
    if (change.head() != null) {
      fillHead(batch, change);
    }
    int levels = Math.min(change.levels().size(), Limits.TREE_LEVELS);
    return nodes.write(change.levels(), levels, batch);
  }

  private void fillHead(TreeFiles.Batch batch, TreeChange change) {
    TreeHead next = change.head();
    batch.put(Column.META, LAYOUT_NAME, new byte[] {LAYOUT});
    batch.put(
        Column.META,
        HEAD_NAME,
        ByteBuffer.allocate(HEAD_BYTES)
            .putLong(next.batch())
            .putLong(next.settled())
            .putLong(next.leafCount())
            .put(next.root().toBytes())
            .array());
    if (head != null) {
      for (long update = head.settled() + 1; update <= head.batch(); update++) {
        if (update <= next.settled() || update > next.batch()) {
          batch.delete(Column.UNDOS, longBytes(update));
        }
      }
    }
    if (change.undo() != null) {
      batch.put(Column.UNDOS, longBytes(next.batch()), change.undo().toBytes());
    }
  }

  private static byte[] longBytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] keyBytes(long[] words, int at) {
    byte[] bytes = new byte[Word256.BYTES];
    Word256.writeBigEndian(words, at, bytes, 0);
    return bytes;
  }

  @Override
  public TreeUndo undo(long batch) {
    byte[] bytes = files.get(Column.UNDOS, longBytes(batch));
    if (bytes == null) {
      throw new TreeStoreException("lacks what takes update %d back".formatted(batch), null);
    }
    return TreeUndo.of(bytes);
  }

  @Override
  public void close() {
    files.close();
  }
}
