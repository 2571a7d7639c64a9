package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;
import java.util.Arrays;

/**
 * Reads a tree that {@link TreeExport} wrote into a store that has none, chunk by chunk, whatever
 * the bytes are. A store whose import met a fault holds no tree, only remains, and is to be thrown
 * away.
 *
 * <p>The root is checked against the header's, which stands in the same bytes: whoever does not
 * trust them compares it with a root that he does.
 */
public final class TreeImport {

  private static final long[] ONE = {1, 0, 0, 0};

  private final TreeStore store;
  private final TreeBuilder builder;
  private ImportFault fault;
  private boolean hasHeader;
  private long batch;
  private long leafCount;
  private Digest root;
  private long read;

  /**
   * Begins to read.
   *
   * @throws IllegalArgumentException if the store has a tree
   */
  public TreeImport(TreeStore store, Compression compression) {
    if (store.head() != null) {
      throw new IllegalArgumentException("the store has a tree already");
    }
    this.store = store;
    builder = new TreeBuilder(store, compression, new EmptyDigests(compression));
  }

  /**
   * Reads the next chunk.
   *
   * @return the first fault so far, or null
   */
  public ImportFault accept(byte[] chunk) {
    if (fault == null) {
      fault = hasHeader ? leaves(chunk) : header(chunk);
    }
    return fault;
  }

  private ImportFault header(byte[] chunk) {
    hasHeader = true;
    ByteReader in = new ByteReader().open(chunk, 0, chunk.length);
    int version = in.readInt(1);
    if (!in.isOverrun() && version != TreeExport.VERSION) {
      return ImportFault.UNKNOWN_VERSION;
    }
    if (chunk.length < TreeExport.HEADER_BYTES) {
      return ImportFault.TRUNCATED;
    }
    batch = in.readInteger(Long.BYTES);
    leafCount = in.readInteger(Long.BYTES);
    if (batch < 0 || leafCount < 1 || leafCount > Limits.TREE_LEAVES_MAX) {
      return ImportFault.OUT_OF_RANGE;
    }
    root = Digest.ofBytes(chunk, in.position());
    if (root == null) {
      return ImportFault.ELEMENT_OUT_OF_RANGE;
    }
    return chunk.length > TreeExport.HEADER_BYTES ? ImportFault.TRAILING_BYTES : null;
  }

  private ImportFault leaves(byte[] chunk) {
    int count = (int) Math.min(TreeBuilder.CHUNK_LEAVES, leafCount - read);
    int bytes = count * TreeExport.LEAF_BYTES;
    if (count == 0 || chunk.length != bytes) {
      return chunk.length < bytes ? ImportFault.TRUNCATED : ImportFault.TRAILING_BYTES;
    }
    long[] leaves = new long[count * Leaf.LONGS];
    for (int i = 0; i < leaves.length / Word256.LONGS; i++) {
      Word256.readBigEndian(chunk, i * Word256.BYTES, Word256.BYTES, leaves, i * Word256.LONGS);
    }
    for (int i = 0; i < count; i++) {
      int at = i * Leaf.LONGS;
      boolean isFirst = read + i == 0;
      if (Word256.isZero(leaves, at) != isFirst
          || (isFirst && !Word256.isZero(leaves, at + Leaf.VALUE))) {
        return ImportFault.WRONG_FIRST_LEAF;
      }
      if (!Word256.isLess(leaves, at, leaves, at + Leaf.NEXT)) {
        return ImportFault.NEXT_KEY_NOT_ABOVE;
      }
    }
    builder.add(leaves, count);
    read += count;
    return null;
  }

  /**
   * Checks what was read as a whole, and makes it the store's tree if it is one: all its updates
   * are settled.
   *
   * @return the first fault, or null
   */
  public ImportFault finish() {
    if (fault == null && (!hasHeader || read < leafCount)) {
      fault = ImportFault.TRUNCATED;
    }
    if (fault == null && !builder.root().equals(root)) {
      fault = ImportFault.ROOT_MISMATCH;
    }
    for (long from = 0; fault == null && from < leafCount; from += TreeBuilder.CHUNK_LEAVES) {
      fault = linkFault(from, (int) Math.min(TreeBuilder.CHUNK_LEAVES, leafCount - from));
    }
    if (fault == null) {
      builder.writeHead(new TreeHead(batch, batch, leafCount, root));
    }
    return fault;
  }

  /**
   * Checks of some leaves that the next key is a leaf's, or the last, and that no other key is
   * between: that the highest leaf below the next key is this very leaf. If all leaves are so, they
   * are linked in the order of their keys.
   */
  private ImportFault linkFault(long from, int count) {
    long[] indexes = new long[count];
    Arrays.setAll(indexes, i -> from + i);
    long[] leaves = new long[count * Leaf.LONGS];
    store.readLeaves(indexes, count, leaves);
    long[] next = new long[count * Word256.LONGS];
    long[] below = new long[count * Word256.LONGS];
    for (int i = 0; i < count; i++) {
      Word256.copy(leaves, i * Leaf.LONGS + Leaf.NEXT, next, i * Word256.LONGS);
      Word256.subtract(next, i * Word256.LONGS, ONE, 0, below, i * Word256.LONGS);
    }
    long[] found = new long[count];
    long[] floors = new long[count * Leaf.LONGS];
    store.readFloors(below, count, found, floors);
    if (!Arrays.equals(found, indexes)) {
      return ImportFault.WRONG_LINK;
    }
    store.readFloors(next, count, found, floors);
    for (int i = 0; i < count; i++) {
      if (Leaf.KEY_MAX.equals(Word.of(next, i * Word256.LONGS))) {
        continue;
      }
      if (!Word256.isEqual(next, i * Word256.LONGS, floors, i * Leaf.LONGS)) {
        return ImportFault.WRONG_LINK;
      }
    }
    return null;
  }
}
