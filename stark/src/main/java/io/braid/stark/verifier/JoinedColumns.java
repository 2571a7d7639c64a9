package io.braid.stark.verifier;

import io.braid.stark.algebra.Algebra;
import io.braid.stark.algebra.Fault;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Columns;
import io.braid.stark.key.Layout;
import io.braid.stark.key.TreeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Step 5: the polynomial that all columns are joined to, at points that are queried. */
final class JoinedColumns<B, E, D> {

  private final Algebra<B, E, D> algebra;
  private final Layout layout;
  private final E point;
  private final E nextPoint;
  private final List<E> coefficients;
  private final E nextCoefficient;
  private final E value;
  private final E nextValue;
  private final Map<TreeKind, List<List<B>>> rows = new EnumMap<>(TreeKind.class);

  JoinedColumns(
      Algebra<B, E, D> algebra,
      Layout layout,
      OpenedPoint<E> opened,
      List<E> coefficients,
      E nextCoefficient) {
    this.algebra = algebra;
    this.layout = layout;
    this.point = opened.point();
    int root = KoalaBear.rootOfUnity(layout.logHeight());
    this.nextPoint = algebra.scale(point, algebra.element(root));
    this.coefficients = coefficients;
    this.nextCoefficient = nextCoefficient;
    this.value = dot(coefficients, opened.values());
    this.nextValue = dot(nextCoefficients(), opened.nextValues());
  }

  private E dot(List<E> a, List<E> b) {
    E sum = algebra.constant(new int[Extension.DEGREE]);
    for (int i = 0; i < a.size(); i++) {
      sum = algebra.add(sum, algebra.multiply(a.get(i), b.get(i)));
    }
    return sum;
  }

  private List<E> nextCoefficients() {
    List<E> own = new ArrayList<>();
    int at = 0;
    for (Columns columns : layout.columns()) {
      for (int c = columns.next().nextSetBit(0); c >= 0; c = columns.next().nextSetBit(c + 1)) {
        own.add(coefficients.get(at + c));
      }
      at += columns.width();
    }
    return own;
  }

  /** Takes the rows of a tree, for each query those of all its matrices. */
  void take(TreeKind kind, List<List<B>> opened) {
    rows.put(kind, opened);
  }

  /** The value at a query's point. */
  E at(int query, List<B> position) {
    E sum = algebra.constant(new int[Extension.DEGREE]);
    E nextSum = sum;
    int coefficient = 0;
    int inTree = 0;
    TreeKind tree = null;
    for (Columns columns : layout.columns()) {
      inTree = columns.tree() == tree ? inTree : 0;
      tree = columns.tree();
      List<B> row = rows.get(tree).get(query).subList(inTree, inTree + columns.width());
      sum = algebra.add(sum, algebra.dot(coefficients, coefficient, row));
      for (int c = columns.next().nextSetBit(0); c >= 0; c = columns.next().nextSetBit(c + 1)) {
        E part = algebra.scale(coefficients.get(coefficient + c), row.get(c));
        nextSum = algebra.add(nextSum, part);
      }
      inTree += columns.width();
      coefficient += columns.width();
    }
    E x = algebra.embed(DomainPoint.at(algebra, layout.logDomain(), position));
    E joined = quotient(sum, value, x, point);
    E joinedNext = quotient(nextSum, nextValue, x, nextPoint);
    return algebra.add(joined, algebra.multiply(nextCoefficient, joinedNext));
  }

  /** (f(x) - f(z)) / (x - z). */
  private E quotient(E atX, E atZ, E x, E z) {
    E inverse = algebra.inverse(algebra.subtract(x, z), Fault.POINT_IN_DOMAIN);
    return algebra.multiply(algebra.subtract(atX, atZ), inverse);
  }
}
