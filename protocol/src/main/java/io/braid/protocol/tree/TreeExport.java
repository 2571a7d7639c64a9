package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree as bytes, in chunks of at most {@link Limits#SNAPSHOT_CHUNK_BYTES_MAX}: the first is a
 * header, the others are leaves in the order of their indexes.
 */
public final class TreeExport {

  static final int VERSION = 1;
  static final int HEADER_BYTES = 1 + 2 * Long.BYTES + Digest.BYTES;
  static final int LEAF_BYTES = 3 * Word256.BYTES;

  private final TreeSnapshot snapshot;

  TreeExport(TreeSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** How many chunks. */
  public long chunkCount() {
    long leaves = snapshot.head().leafCount();
    return 1 + (leaves + TreeBuilder.CHUNK_LEAVES - 1) / TreeBuilder.CHUNK_LEAVES;
  }

  /** The bytes of one chunk, counted from 0. */
  public byte[] chunk(long number) {
    ByteWriter out = new ByteWriter();
    TreeHead head = snapshot.head();
    if (number == 0) {
      out.writeInteger(VERSION, 1);
      out.writeInteger(head.batch(), Long.BYTES);
      out.writeInteger(head.leafCount(), Long.BYTES);
      out.writeBytes(head.root().toBytes());
      return out.toByteArray();
    }
    long from = (number - 1) * TreeBuilder.CHUNK_LEAVES;
    int count = (int) Math.min(TreeBuilder.CHUNK_LEAVES, head.leafCount() - from);
    long[] leaves = new long[count * Leaf.LONGS];
    snapshot.readLeaves(from, count, leaves);
    for (int at = 0; at < leaves.length; at += Word256.LONGS) {
      out.writeWord(leaves, at);
    }
    return out.toByteArray();
  }

  /** All chunks, for trees that are small. */
  public List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>();
    for (long i = 0; i < chunkCount(); i++) {
      chunks.add(chunk(i));
    }
    return chunks;
  }
}
