package io.braid.stark.prover;

import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.MerkleTree;
import io.braid.stark.commit.Opening;
import io.braid.stark.cpu.Workers;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The extended columns of one kind, a matrix for each table that has some, and their tree. */
final class Commitment {

  private final List<Matrix> byTable;
  private final MerkleTree tree;

  private Commitment(List<Matrix> byTable, MerkleTree tree) {
    this.byTable = byTable;
    this.tree = tree;
  }

  /**
   * Commits to matrices.
   *
   * @param byTable null where a table has no such columns
   */
  static Commitment to(List<Matrix> byTable, MerkleHash hash, Workers workers) {
    List<Matrix> matrices = byTable.stream().filter(Objects::nonNull).toList();
    MerkleTree tree = matrices.isEmpty() ? null : new MerkleTree(matrices, hash, workers);
    return new Commitment(new ArrayList<>(byTable), tree);
  }

  /** Whether no table has such columns. */
  boolean isEmpty() {
    return tree == null;
  }

  /** The matrix of a table, or null. */
  Matrix matrix(int table) {
    return byTable.get(table);
  }

  /** The root of the tree. */
  int[] root() {
    return tree.root();
  }

  /**
   * Opens rows.
   *
   * @param positions of the domain, which may have more points than the tree has leaves
   */
  Opening open(QueryPositions positions) {
    return positions.open(tree);
  }
}
