package io.braid.protocol.tree;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;

/**
 * What takes an update back: the tree before it, and the next keys and values that leaves had then.
 * Leaves that it inserted go by the count. Arrays are read only.
 */
public final class TreeUndo {

  /** The longs of a row: old next key and old value. */
  static final int ROW = 2 * Word256.LONGS;

  private static final int INDEX_BYTES = 5;
  private static final int ROW_BYTES = INDEX_BYTES + 2 * Word256.BYTES;
  private static final int HEAD_BYTES = 3 * Long.BYTES + Digest.BYTES;

  private final TreeHead before;
  private final long[] indexes;
  private final long[] rows;

  TreeUndo(TreeHead before, long[] indexes, long[] rows) {
    this.before = before;
    this.indexes = indexes;
    this.rows = rows;
  }

  /** The tree before the update. */
  public TreeHead before() {
    return before;
  }

  /** Indexes of the leaves that were there and changed, ascending. */
  long[] indexes() {
    return indexes;
  }

  long[] rows() {
    return rows;
  }

  /** The bytes by which a store keeps this; they are no part of the protocol. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.writeInteger(before.batch(), Long.BYTES);
    out.writeInteger(before.settled(), Long.BYTES);
    out.writeInteger(before.leafCount(), Long.BYTES);
    out.writeBytes(before.root().toBytes());
    for (int i = 0; i < indexes.length; i++) {
      out.writeInteger(indexes[i], INDEX_BYTES);
      out.writeWord(rows, i * ROW);
      out.writeWord(rows, i * ROW + Word256.LONGS);
    }
    return out.toByteArray();
  }

  /**
   * What these bytes stand for.
   *
   * @throws IllegalArgumentException if {@link #toBytes} does not write such
   */
  public static TreeUndo of(byte[] bytes) {
    int count = (bytes.length - HEAD_BYTES) / ROW_BYTES;
    if (count < 0 || bytes.length != HEAD_BYTES + count * ROW_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes take back no update");
    }
    ByteReader in = new ByteReader().open(bytes, 0, bytes.length);
    long batch = in.readInteger(Long.BYTES);
    long settled = in.readInteger(Long.BYTES);
    long leafCount = in.readInteger(Long.BYTES);
    Digest root = Digest.ofBytes(bytes, in.skip(Digest.BYTES));
    if (root == null) {
      throw new IllegalArgumentException("a root that is no digest");
    }
    long[] indexes = new long[count];
    long[] rows = new long[count * ROW];
    for (int i = 0; i < count; i++) {
      indexes[i] = in.readInteger(INDEX_BYTES);
      in.readWord(Word256.BYTES, rows, i * ROW);
      in.readWord(Word256.BYTES, rows, i * ROW + Word256.LONGS);
    }
    return new TreeUndo(new TreeHead(batch, settled, leafCount, root), indexes, rows);
  }
}
