package io.braid.stark.commit;

import io.braid.stark.cpu.Workers;
import io.braid.stark.cpu.Workers.RangeTask;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree over matrices. At level 0 it has a leaf for each row of the tallest ones, at each other
 * level half as many nodes as below it: node j of h joins the nodes j and j + h, so that row i of a
 * tall matrix goes with row i mod h of one with h rows, which is injected there.
 */
public final class MerkleTree {

  /** Fewer leaves or nodes are not worth a thread. */
  private static final int GRAIN = 128;

  /** Leaves on each side whose digests are kept until those above are known. */
  private static final int LEAVES = 1024;

  private final MerkleHash hash;
  private final List<Matrix> matrices;
  private final TreeShape shape;

  /** Digests, level by level, of the nodes above the leaves: those of leaves are not kept. */
  private final List<int[]> levels = new ArrayList<>();

  /**
   * Builds the tree. It keeps the matrices, which nobody may change as long as it opens their rows.
   *
   * @param matrices at least one
   */
  public MerkleTree(List<Matrix> matrices, MerkleHash hash, Workers workers) {
    this.hash = hash;
    this.matrices = List.copyOf(matrices);
    shape = new TreeShape(matrices.stream().map(MatrixShape::of).toList());
    for (int nodes = 1 << shape.logHeight() >>> 1; nodes > 0; nodes >>= 1) {
      int[] parents = new int[nodes * MerkleHash.DIGEST_INTS];
      RangeTask task = levels.isEmpty() ? aboveLeaves(nodes, parents) : above(nodes, parents);
      workers.forRange(0, nodes, GRAIN, task);
      levels.add(parents);
    }
  }

  private RangeTask above(int nodes, int[] parents) {
    int[] children = levels.getLast();
    List<Matrix> injected = ofHeight(nodes);
    return (from, to) -> hash.nodes(children, from, nodes + from, injected, from, to, parents);
  }

  /** Some leaves on each side, then the nodes above them. */
  private RangeTask aboveLeaves(int nodes, int[] parents) {
    List<Matrix> tallest = ofHeight(2 * nodes);
    List<Matrix> injected = ofHeight(nodes);
    return (from, to) -> {
      int some = Math.min(LEAVES, to - from);
      int[] leaves = new int[2 * some * MerkleHash.DIGEST_INTS];
      for (int first = from; first < to; first += some) {
        int end = Math.min(to, first + some);
        hash.leaves(tallest, first, end, leaves, 0);
        hash.leaves(tallest, nodes + first, nodes + end, leaves, some);
        hash.nodes(leaves, 0, some, injected, first, end, parents);
      }
    };
  }

  private List<Matrix> ofHeight(int height) {
    return matrices.stream().filter(matrix -> matrix.height() == height).toList();
  }

  /** What it was built with. */
  public MerkleHash hash() {
    return hash;
  }

  /** What it was built of. */
  public List<Matrix> matrices() {
    return matrices;
  }

  /** The heights and widths of what it was built of. */
  public TreeShape shape() {
    return shape;
  }

  /** The digest of all. */
  public int[] root() {
    int[] root = new int[MerkleHash.DIGEST_INTS];
    copyDigest(shape.logHeight(), 0, root, 0);
    return root;
  }

  /** Copies the siblings of a leaf and of the nodes above it, to those below the root. */
  private void copyPath(int index, int[] path, int at) {
    for (int level = 0; level < shape.logHeight(); level++) {
      int half = 1 << (shape.logHeight() - level - 1);
      int sibling = (index & (2 * half - 1)) ^ half;
      copyDigest(level, sibling, path, at + level * MerkleHash.DIGEST_INTS);
    }
  }

  private void copyDigest(int level, int node, int[] out, int at) {
    if (level == 0) {
      int[] elements = new int[shape.width(shape.logHeight())];
      int filled = 0;
      for (Matrix matrix : ofHeight(1 << shape.logHeight())) {
        int width = matrix.width();
        System.arraycopy(matrix.elements(), node * width, elements, filled, width);
        filled += width;
      }
      hash.leaf(elements, out, at);
    } else {
      System.arraycopy(
          levels.get(level - 1), node * MerkleHash.DIGEST_INTS, out, at, MerkleHash.DIGEST_INTS);
    }
  }

  /**
   * The rows at positions of leaves, and whole paths, as {@link PlainOpening} has them.
   *
   * @param positions one for each query
   */
  public Opening openPlain(int[] positions) {
    int logHeight = shape.logHeight();
    int length = logHeight * MerkleHash.DIGEST_INTS;
    int[] siblings = new int[Math.multiplyExact(positions.length, length)];
    for (int query = 0; query < positions.length; query++) {
      copyPath(Positions.reverse(positions[query], logHeight), siblings, query * length);
    }
    List<OpenedRows> rows = new ArrayList<>();
    for (Matrix matrix : matrices) {
      int above = logHeight - matrix.logHeight();
      rows.add(rows(matrix, Arrays.stream(positions).map(p -> p >>> above).toArray()));
    }
    return new Opening(rows, siblings);
  }

  /**
   * The rows at positions of leaves, and what is needed of paths, as {@link PrunedOpening} has
   * them.
   *
   * @param positions in ascending order, each once
   */
  public Opening openPruned(int[] positions) {
    int logHeight = shape.logHeight();
    int[] siblings = new int[PrunedOpening.siblings(logHeight, positions) * MerkleHash.DIGEST_INTS];
    int at = 0;
    for (int level = 0; level < logHeight; level++) {
      int[] opened = Positions.ancestors(positions, level);
      for (int i = 0; i < opened.length; i++) {
        if (Positions.hasSibling(opened, i)) {
          i++;
          continue;
        }
        int sibling = Positions.reverse(opened[i] ^ 1, logHeight - level);
        copyDigest(level, sibling, siblings, at);
        at += MerkleHash.DIGEST_INTS;
      }
    }
    List<OpenedRows> rows = new ArrayList<>();
    for (Matrix matrix : matrices) {
      rows.add(rows(matrix, Positions.ancestors(positions, logHeight - matrix.logHeight())));
    }
    return new Opening(rows, siblings);
  }

  private static OpenedRows rows(Matrix matrix, int[] positions) {
    int width = matrix.width();
    int[] elements = new int[Math.multiplyExact(positions.length, width)];
    for (int i = 0; i < positions.length; i++) {
      int row = Positions.reverse(positions[i], matrix.logHeight());
      System.arraycopy(matrix.elements(), row * width, elements, i * width, width);
    }
    return new OpenedRows(positions, width, elements);
  }
}
