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
  private static final int HALF = KoalaBear.inverse(KoalaBear.of(2));

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
   * Folds what was committed to last.
   *
   * @param challenges one for each halving, one behind the other
   */
  void fold(int[] challenges) {
    Matrix leaves = trees.getLast().matrices().getFirst();
    Matrix folded = new Matrix(leaves.height(), Extension.DEGREE);
    int logPoints = values.logHeight();
    int root = KoalaBear.inverse(KoalaBear.rootOfUnity(logPoints));
    int shift = KoalaBear.inverse(Domain.shift(logPoints));
    workers.forRange(
        0,
        folded.height(),
        GRAIN,
        (from, to) -> {
          int inverse = KoalaBear.multiply(shift, KoalaBear.power(root, from));
          int[] row = new int[leaves.width()];
          for (int i = from; i < to; i++) {
            System.arraycopy(leaves.elements(), i * row.length, row, 0, row.length);
            fold(row, inverse, challenges);
            Extension.copy(row, 0, folded.elements(), i * Extension.DEGREE);
            inverse = KoalaBear.multiply(inverse, root);
          }
        });
    values = folded;
  }

  /**
   * Joins values at points that have the same power: (f(x) + f(-x)) / 2 + challenge (f(x) - f(-x))
   * / (2 x), once for each challenge. The result is the first element of the row.
   *
   * @param inverse 1 / x of the first point; the others follow by a root of unity
   */
  private static void fold(int[] row, int inverse, int[] challenges) {
    int first = inverse;
    int count = row.length / Extension.DEGREE;
    int[] odd = new int[Extension.DEGREE];
    for (int c = 0; c < challenges.length; c += Extension.DEGREE) {
      int root = KoalaBear.inverse(KoalaBear.rootOfUnity(Integer.numberOfTrailingZeros(count)));
      count /= 2;
      int factor = KoalaBear.multiply(first, HALF);
      for (int j = 0; j < count; j++) {
        int at = j * Extension.DEGREE;
        int other = (j + count) * Extension.DEGREE;
        Extension.minus(row, at, row, other, odd, 0);
        Extension.timesBase(odd, 0, factor, odd, 0);
        Extension.times(odd, 0, challenges, c, odd, 0);
        Extension.plus(row, at, row, other, row, at);
        Extension.timesBase(row, at, HALF, row, at);
        Extension.plus(row, at, odd, 0, row, at);
        factor = KoalaBear.multiply(factor, root);
      }
      first = KoalaBear.square(first);
    }
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
