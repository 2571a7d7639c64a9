package io.braid.protocol.tree;

import io.braid.protocol.Limits;
import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What shows the value of a cell by the root alone: a leaf with the way up from it. The leaf has
 * the cell's key, or its key and next key enclose it; then the cell has no leaf and is 0.
 *
 * @param index of the leaf
 * @param siblings from level 0 to level 39
 */
public record TreeProof(Leaf leaf, long index, List<Digest> siblings) {

  private static final int INDEX_BYTES = Limits.TREE_LEVELS / Byte.SIZE;

  /** The bytes of every proof. */
  public static final int BYTES =
      3 * Word256.BYTES + INDEX_BYTES + Limits.TREE_LEVELS * Digest.BYTES;

  public TreeProof {
    if (index < 0 || index >= Limits.TREE_LEAVES_MAX || siblings.size() != Limits.TREE_LEVELS) {
      throw new IllegalArgumentException(
          "no proof has the index %d and %d siblings".formatted(index, siblings.size()));
    }
    siblings = List.copyOf(siblings);
  }

  /**
   * What a proof, or its bytes, show.
   *
   * @param fault why they show nothing, or null
   * @param proof that was decoded, or null
   * @param value of the cell, or null if there is a fault, or no cell was asked for
   */
  public record Verdict(ProofFault fault, TreeProof proof, Word value) {}

  /** The bytes. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.writeBytes(leaf.key().toBytes());
    out.writeBytes(leaf.next().toBytes());
    out.writeBytes(leaf.value().toBytes());
    out.writeInteger(index, INDEX_BYTES);
    for (Digest sibling : siblings) {
      out.writeBytes(sibling.toBytes());
    }
    return out.toByteArray();
  }

  /** Decodes any bytes. */
  public static Verdict decode(byte[] bytes) {
    if (bytes.length < BYTES) {
      return new Verdict(ProofFault.TRUNCATED, null, null);
    }
    ByteReader in = new ByteReader().open(bytes, 0, bytes.length);
    long[] leaf = new long[Leaf.LONGS];
    for (int at = 0; at < Leaf.LONGS; at += Word256.LONGS) {
      in.readWord(Word256.BYTES, leaf, at);
    }
    long index = in.readInteger(INDEX_BYTES);
    List<Digest> siblings = new ArrayList<>();
    for (int level = 0; level < Limits.TREE_LEVELS; level++) {
      Digest sibling = Digest.ofBytes(bytes, in.skip(Digest.BYTES));
      if (sibling == null) {
        return new Verdict(ProofFault.ELEMENT_OUT_OF_RANGE, null, null);
      }
      siblings.add(sibling);
    }
    if (in.remaining() != 0) {
      return new Verdict(ProofFault.TRAILING_BYTES, null, null);
    }
    return new Verdict(null, new TreeProof(Leaf.of(leaf, 0), index, siblings), null);
  }

  /**
   * What this proof shows of a cell.
   *
   * <p>The count of leaves is not needed: where a tree has no leaf stands a digest that no leaf
   * has.
   *
   * @param root of the tree that is believed
   */
  public Verdict verify(Digest root, Word key, Compression compression) {
    if (!Leaf.isCellKey(key.toLongs(), 0)) {
      return new Verdict(ProofFault.RESERVED_KEY, this, null);
    }
    boolean isMember = leaf.key().equals(key);
    boolean isEnclosed = leaf.key().compareTo(key) < 0 && key.compareTo(leaf.next()) < 0;
    if (!isMember && !isEnclosed) {
      return new Verdict(ProofFault.KEY_NOT_ENCLOSED, this, null);
    }
    if (!root(compression).equals(root)) {
      return new Verdict(ProofFault.ROOT_MISMATCH, this, null);
    }
    return new Verdict(null, this, isMember ? leaf.value() : Word.ZERO);
  }

  /** The root of a tree with this leaf and these siblings. */
  private Digest root(Compression compression) {
    long[] longs = new long[Leaf.LONGS];
    leaf.copyTo(longs, 0);
    int[] node = LeafDigests.of(compression, longs, 1);
    int[] pair = new int[Digest.PAIR];
    for (int level = 0; level < Limits.TREE_LEVELS; level++) {
      int own = (int) (index >>> level & 1) * Digest.ELEMENTS;
      System.arraycopy(node, 0, pair, own, Digest.ELEMENTS);
      siblings.get(level).copyTo(pair, Digest.ELEMENTS - own);
      compression.compress(pair, 1, node);
    }
    return Digest.of(node, 0);
  }
}
