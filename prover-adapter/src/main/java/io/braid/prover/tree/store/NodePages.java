package io.braid.prover.tree.store;

import io.braid.protocol.tree.Digest;
import io.braid.protocol.tree.NodeRows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Digests of nodes, in pages of four levels: of the first of them 16 nodes, then the 8, 4 and 2
 * above. So an update reads and writes a fourth of the entries that single nodes would take, and a
 * node comes with its sibling. Elements are kept in Montgomery form.
 *
 * <p>Pages that were used last stay in memory, up to a bound.
 */
final class NodePages {

  private static final int GROUP_LEVELS = 4;
  private static final int PAGE_INTS = ((1 << (GROUP_LEVELS + 1)) - 2) * Digest.ELEMENTS;
  private static final int PAGE_BYTES = PAGE_INTS * Integer.BYTES;
  private static final int NUMBER_BITS = 40;

  /** Pages that are looked for at once. */
  private static final int PAGES_AT_ONCE = 4096;

  private final TreeFiles files;
  private final Map<Long, int[]> cache;

  NodePages(TreeFiles files, int cachePages) {
    this.files = files;
    cache = new LeastRecentlyUsed(cachePages);
  }

  /** Pages in memory. */
  synchronized int cachedPages() {
    return cache.size();
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<Long, int[]> {
    private static final long serialVersionUID = 1;
    private final int pagesMax;

    LeastRecentlyUsed(int pagesMax) {
      super(16, 0.75f, /* accessOrder= */ true);
      this.pagesMax = pagesMax;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, int[]> eldest) {
      return size() > pagesMax;
    }
  }

  /** The number of the page of a node, within its group of levels. */
  private static long pageOf(int level, long index) {
    return index >>> (GROUP_LEVELS - level % GROUP_LEVELS);
  }

  /** Where the digest of a node stands in its page. */
  private static int placeOf(int level, long index) {
    int inGroup = level % GROUP_LEVELS;
    int nodes = 1 << (GROUP_LEVELS - inGroup);
    // Below it the page has twice, four times, ... as many nodes as this level.
    int before = (2 << GROUP_LEVELS) - 2 * nodes;
    return (before + (int) (index & (nodes - 1))) * Digest.ELEMENTS;
  }

  private static long idOf(int level, long page) {
    return (long) (level / GROUP_LEVELS) << NUMBER_BITS | page;
  }

  private static byte[] keyOf(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  /** Both children of nodes, as {@link io.braid.protocol.tree.TreeStore#readPairs}. */
  synchronized void readPairs(int level, long[] parents, int count, int[] digests) {
    int from = 0;
    while (from < count) {
      int to = from;
      long[] ids = new long[PAGES_AT_ONCE];
      int pages = 0;
      int[] pageOfParent = new int[count - from];
      for (; to < count; to++) {
        long id = idOf(level, pageOf(level, 2 * parents[to]));
        if (pages == 0 || ids[pages - 1] != id) {
          if (pages == PAGES_AT_ONCE) {
            break;
          }
          ids[pages++] = id;
        }
        pageOfParent[to - from] = pages - 1;
      }
      int[][] found = load(ids, pages);
      for (int i = from; i < to; i++) {
        int[] page = found[pageOfParent[i - from]];
        if (page == null) {
          throw new TreeStoreException(
              "lacks node %d of level %d".formatted(2 * parents[i], level), null);
        }
        System.arraycopy(
            page, placeOf(level, 2 * parents[i]), digests, i * Digest.PAIR, Digest.PAIR);
      }
      from = to;
    }
  }

  /** Pages by id; null where there is none. */
  private int[][] load(long[] ids, int count) {
    int[][] pages = new int[count][];
    List<byte[]> keys = new ArrayList<>();
    int[] missing = new int[count];
    for (int i = 0; i < count; i++) {
      pages[i] = cache.get(ids[i]);
      if (pages[i] == null) {
        missing[keys.size()] = i;
        keys.add(keyOf(ids[i]));
      }
    }
    byte[][] values = files.getAll(Column.NODES, keys);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        int[] page = new int[PAGE_INTS];
        ByteBuffer.wrap(values[i]).asIntBuffer().get(page);
        pages[missing[i]] = page;
        cache.put(ids[missing[i]], page);
      }
    }
    return pages;
  }

  /**
   * Adds the changed nodes to a batch.
   *
   * @return the pages as they will be, by id, for {@link #written}
   */
  synchronized Map<Long, int[]> write(
      List<NodeRows> levels, int levelCount, TreeFiles.Batch batch) {
    Map<Long, int[]> changed = new LinkedHashMap<>();
    for (int lowest = 0; lowest < levelCount; lowest += GROUP_LEVELS) {
      NodeRows rows = levels.get(lowest);
      long[] ids = new long[rows.count()];
      int count = 0;
      for (int row = 0; row < rows.count(); row++) {
        // What did not change at the lowest level did not change above it.
        long id = idOf(lowest, pageOf(lowest, rows.index(row)));
        if (rows.isChanged(row) && (count == 0 || ids[count - 1] != id)) {
          ids[count++] = id;
        }
      }
      int[][] pages = load(ids, count);
      for (int i = 0; i < count; i++) {
        pages[i] = pages[i] == null ? new int[PAGE_INTS] : pages[i].clone();
        changed.put(ids[i], pages[i]);
      }
      for (int level = lowest; level < Math.min(lowest + GROUP_LEVELS, levelCount); level++) {
        change(level, levels.get(level), ids, count, pages);
      }
    }
    for (Map.Entry<Long, int[]> page : changed.entrySet()) {
      ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES);
      bytes.asIntBuffer().put(page.getValue());
      batch.put(Column.NODES, keyOf(page.getKey()), bytes.array());
    }
    return changed;
  }

  private static void change(int level, NodeRows rows, long[] ids, int count, int[][] pages) {
    for (int row = 0; row < rows.count(); row++) {
      if (rows.isChanged(row)) {
        long index = rows.index(row);
        int page = Arrays.binarySearch(ids, 0, count, idOf(level, pageOf(level, index)));
        System.arraycopy(
            rows.newDigests(),
            row * Digest.ELEMENTS,
            pages[page],
            placeOf(level, index),
            Digest.ELEMENTS);
      }
    }
  }

  /** Takes pages for known, once they are written. */
  synchronized void written(Map<Long, int[]> pages) {
    cache.putAll(pages);
  }
}
