package io.braid.stark.prover;

import io.braid.stark.commit.MerkleHash;
import io.braid.stark.commit.MerkleTree;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Domain;
import io.braid.stark.poly.Matrix;
import io.braid.stark.poly.Ntt;
import java.util.ArrayList;
import java.util.List;

/** Step 6: a polynomial on a domain, folded again and again. */
final class Foldings {

  private static final int GRAIN = 256;

  private final MerkleHash hash;
  private final Workers workers;
  private final List<MerkleTree> trees = new ArrayList<>();

  /** Four columns: the values in the order of the points. */
  private Matrix values;

  Foldings(Matrix values, MerkleHash hash, Workers workers) {
    this.values = values;
    this.hash = hash;
    this.workers = workers;
  }

  /**
   * Commits to the values that a folding joins, those of point i and of each that is as many points
   * further as there will be, side by side.
   *
   * @param fold joins 2 to this power
   * @return the root
   */
  int[] commit(int fold) {
    int joined = 1 << fold;
    int rows = values.height() >>> fold;
    Matrix leaves = new Matrix(rows, Extension.DEGREE << fold);
    workers.forRange(
        0,
        rows,
        GRAIN,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < joined; j++) {
              int at = (i + j * rows) * Extension.DEGREE;
              int place = (i * joined + j) * Extension.DEGREE;
              Extension.copy(values.elements(), at, leaves.elements(), place);
            }
          }
        });
    trees.add(new MerkleTree(List.of(leaves), hash, workers));
    return trees.getLast().root();
  }

  /**
   * Folds what was committed to last: (f(x) + f(-x)) / 2 + challenge (f(x) - f(-x)) / (2 x), once
   * for each challenge.
   *
   * @param challenges one for each halving, one behind the other
   */
  void fold(int[] challenges) {
    Matrix leaves = trees.getLast().matrices().getFirst();
    Matrix folded = new Matrix(leaves.height(), Extension.DEGREE);
    int logPoints = values.logHeight();
    workers.forRange(
        0,
        folded.height(),
        GRAIN,
        (from, to) -> {
          RowFolding folding = new RowFolding(logPoints, challenges);
          for (int first = from; first < to; first += RowFolding.BLOCK) {
            int count = Math.min(RowFolding.BLOCK, to - first);
            folding.fold(leaves, first, count, folded);
          }
        });
    values = folded;
  }

  /** The coefficients of what is left, the constant one first. */
  int[] coefficients(int logLength, Ntt ntt) {
    int length = 1 << logLength;
    int distance = values.height() >>> logLength;
    Matrix left = new Matrix(length, Extension.DEGREE);
    for (int i = 0; i < length; i++) {
      int at = i * distance * Extension.DEGREE;
      Extension.copy(values.elements(), at, left.elements(), i * Extension.DEGREE);
    }
    ntt.interpolate(left);
    int[] coefficients = new int[length * Extension.DEGREE];
    int inverse = KoalaBear.inverse(Domain.shift(values.logHeight()));
    int power = KoalaBear.ONE;
    for (int i = 0; i < length; i++) {
      int row = Ntt.reverse(i, logLength) * Extension.DEGREE;
      Extension.timesBase(left.elements(), row, power, coefficients, i * Extension.DEGREE);
      power = KoalaBear.multiply(power, inverse);
    }
    return coefficients;
  }

  /** The trees, in turn. */
  List<MerkleTree> trees() {
    return trees;
  }
}
