package io.braid.stark.verifier;

import io.braid.stark.algebra.Algebra;
import io.braid.stark.algebra.Fault;
import io.braid.stark.commit.MatrixShape;
import io.braid.stark.commit.TreeShape;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Layout;
import java.util.ArrayList;
import java.util.List;

/** Steps 6 and 7: each folding follows from the one before, and the last is a polynomial. */
final class Foldings<B, E, D> {

  private static final int HALF = KoalaBear.inverse(KoalaBear.of(2));

  private final Algebra<B, E, D> algebra;
  private final Layout layout;
  private final List<D> roots;
  private final List<List<E>> challenges;
  private final List<E> last;

  /** For each folding, for each query, the row that is joined. */
  private final List<List<List<B>>> rows = new ArrayList<>();

  Foldings(
      Algebra<B, E, D> algebra,
      Layout layout,
      List<D> roots,
      List<List<E>> challenges,
      List<E> last) {
    this.algebra = algebra;
    this.layout = layout;
    this.roots = roots;
    this.challenges = challenges;
    this.last = last;
  }

  /** Opens the tree of each folding. */
  void open(List<List<B>> positions) {
    int dropped = 0;
    for (int i = 0; i < roots.size(); i++) {
      int fold = layout.foldings().get(i);
      dropped += fold;
      int from = dropped;
      int logRows = layout.logDomain() - dropped;
      MatrixShape matrix = new MatrixShape(logRows, Extension.DEGREE << fold);
      List<List<B>> own =
          positions.stream().map(position -> position.subList(from, position.size())).toList();
      TreeShape shape = new TreeShape(List.of(matrix));
      rows.add(algebra.open(roots.get(i), shape, own, Fault.OPENING_FOLDING));
    }
  }

  /** Follows a query from the joined columns to the last polynomial. */
  void check(int query, List<B> position, E joined) {
    E value = joined;
    List<B> rest = position;
    int logPoints = layout.logDomain();
    for (int i = 0; i < roots.size(); i++) {
      int fold = layout.foldings().get(i);
      List<E> values = composed(rows.get(i).get(query));
      Fault otherwise = i == 0 ? Fault.FOLDING_OF_COLUMNS : Fault.FOLDING;
      algebra.requireEqual(value, pick(values, rest.subList(0, fold)), otherwise);
      rest = rest.subList(fold, rest.size());
      B inverse = DomainPoint.inverseAt(algebra, logPoints, rest);
      value = fold(values, inverse, challenges.get(i));
      logPoints -= fold;
    }
    B x = DomainPoint.at(algebra, logPoints, rest);
    E expected = last.getLast();
    for (int i = last.size() - 2; i >= 0; i--) {
      expected = algebra.add(algebra.scale(expected, x), last.get(i));
    }
    algebra.requireEqual(value, expected, Fault.FINAL_POLYNOMIAL);
  }

  private List<E> composed(List<B> row) {
    List<E> values = new ArrayList<>();
    for (int at = 0; at < row.size(); at += Extension.DEGREE) {
      values.add(algebra.compose(row, at));
    }
    return values;
  }

  /** The value whose number has the bits of the position, reversed. */
  private E pick(List<E> values, List<B> bits) {
    List<E> left = values;
    for (int i = bits.size() - 1; i >= 0; i--) {
      List<E> picked = new ArrayList<>();
      for (int j = 0; j < left.size(); j += 2) {
        picked.add(algebra.select(bits.get(i), left.get(j + 1), left.get(j)));
      }
      left = picked;
    }
    return left.getFirst();
  }

  /**
   * Joins values at points that have the same power: (f(x) + f(-x)) / 2 + challenge (f(x) - f(-x))
   * / (2 x), once for each challenge.
   *
   * @param inverse 1 / x of the first point; the others follow by a root of unity
   */
  private E fold(List<E> values, B inverse, List<E> halvings) {
    List<E> left = values;
    B first = inverse;
    for (E challenge : halvings) {
      int half = left.size() / 2;
      int root =
          KoalaBear.inverse(KoalaBear.rootOfUnity(Integer.numberOfTrailingZeros(left.size())));
      E scaled = algebra.scale(challenge, algebra.product(first, algebra.element(HALF)));
      int power = KoalaBear.ONE;
      List<E> folded = new ArrayList<>();
      for (int j = 0; j < half; j++) {
        E even = algebra.add(left.get(j), left.get(j + half));
        E odd = algebra.subtract(left.get(j), left.get(j + half));
        E factor = algebra.scale(scaled, algebra.element(power));
        folded.add(
            algebra.add(algebra.scale(even, algebra.element(HALF)), algebra.multiply(factor, odd)));
        power = KoalaBear.multiply(power, root);
      }
      left = folded;
      first = algebra.product(first, first);
    }
    return left.getFirst();
  }
}
