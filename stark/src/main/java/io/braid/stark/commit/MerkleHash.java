package io.braid.stark.commit;

import io.braid.stark.poly.Matrix;
import java.util.List;

/**
 * The hash of a Merkle tree: many leaves or nodes at once for who builds the tree, and one of them
 * for who verifies. A digest is {@value #DIGEST_INTS} ints in an array.
 *
 * <p>All threads may use one.
 */
public interface MerkleHash {

  /** The ints of a digest. */
  int DIGEST_INTS = 8;

  /** The bytes of a digest where bytes count: the rest is zeros. */
  int digestBytes();

  /** Whether ints are a digest: what is read from outside may be none. */
  boolean isDigest(int[] ints, int at);

  /**
   * Writes a digest as a proof has it: {@link #digestBytes} bytes.
   *
   * @param out takes them from {@code outAt} on
   */
  void toBytes(int[] digest, byte[] out, int outAt);

  /** Reads such bytes; the result is no digest if they are none. */
  int[] fromBytes(byte[] bytes, int at);

  /**
   * The digests of rows: of those with the same number in all matrices, one matrix after the other.
   *
   * @param matrices of one height
   * @param from the first row
   * @param to the row behind the last one
   * @param at place of the first digest, counted in digests
   */
  void leaves(List<Matrix> matrices, int from, int to, int[] digests, int at);

  /**
   * The digests of inner nodes. All places are counted in digests.
   *
   * @param leftAt place of the left child of the first node; those of the others follow
   * @param rightAt place of its right child
   * @param injected matrices whose row j goes into node j; there may be none
   * @param from the first node
   * @param to the node behind the last one
   * @param parents the digest of node j goes to place j
   */
  void nodes(
      int[] children,
      int leftAt,
      int rightAt,
      List<Matrix> injected,
      int from,
      int to,
      int[] parents);

  /** The digest of one leaf's elements. */
  void leaf(int[] elements, int[] digest, int digestAt);

  /**
   * The digest of one inner node. It may be written over a child.
   *
   * @param elements those of the rows injected there; empty if there are none
   */
  void node(
      int[] left, int leftAt, int[] right, int rightAt, int[] elements, int[] digest, int digestAt);
}
