package io.braid.stark.commit;

import java.util.List;

/**
 * The matrices under one root, as prover and verifier know them beforehand.
 *
 * <p>The tree is as high as the tallest matrix, whose rows are its leaves. The others are injected
 * at the level that has as many nodes as they have rows; those of one height in their order.
 *
 * @param matrices in the order of the commitment, at least one
 */
public record TreeShape(List<MatrixShape> matrices) {

  public TreeShape {
    matrices = List.copyOf(matrices);
    if (matrices.isEmpty()) {
      throw new IllegalArgumentException("a tree has at least one matrix");
    }
  }

  /** The levels above the leaves: the power of two that the leaves are. */
  public int logHeight() {
    return matrices.stream().mapToInt(MatrixShape::logHeight).max().orElseThrow();
  }

  /** The columns of all matrices of one height together. */
  public int width(int logHeight) {
    return matrices.stream()
        .filter(matrix -> matrix.logHeight() == logHeight)
        .mapToInt(MatrixShape::width)
        .sum();
  }
}
