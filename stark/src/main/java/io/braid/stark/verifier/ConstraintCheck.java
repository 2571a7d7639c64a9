package io.braid.stark.verifier;

import io.braid.stark.algebra.Algebra;
import io.braid.stark.algebra.Fault;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.key.Columns;
import io.braid.stark.key.ConstraintProgram;
import io.braid.stark.key.Layout;
import io.braid.stark.key.TreeKind;
import io.braid.stark.key.VerifyingKey;
import java.util.ArrayList;
import java.util.List;

/** Step 4: all constraints, joined, are a multiple of what vanishes on the rows. */
final class ConstraintCheck<B, E, D> {

  private final Algebra<B, E, D> algebra;
  private final VerifyingKey key;
  private final Layout layout;
  private final OpenedPoint<E> opened;
  private final E one;

  /** The point to the powers 1, 2, 4 and so on, up to the tallest height. */
  private final List<E> powers = new ArrayList<>();

  ConstraintCheck(
      Algebra<B, E, D> algebra, VerifyingKey key, Layout layout, OpenedPoint<E> opened) {
    this.algebra = algebra;
    this.key = key;
    this.layout = layout;
    this.opened = opened;
    this.one = algebra.embed(algebra.element(KoalaBear.ONE));
    powers.add(opened.point());
    for (int i = 0; i < layout.logHeight(); i++) {
      powers.add(algebra.multiply(powers.getLast(), powers.getLast()));
    }
  }

  void check(E alpha, List<B> publicValues, List<E> busChallenges, List<E> sums) {
    E joined = algebra.constant(new int[Extension.DEGREE]);
    for (int t = 0; t < key.circuit().tables().size(); t++) {
      List<E> slots = new ArrayList<>();
      addColumns(t, TreeKind.FIXED, slots);
      addColumns(t, TreeKind.MAIN, slots);
      addColumns(t, TreeKind.LOGUP, slots);
      publicValues.forEach(value -> slots.add(algebra.embed(value)));
      slots.addAll(busChallenges);
      if (key.circuit().tables().get(t).logUpWidth() > 0) {
        slots.add(sums.get(t));
      }
      addSelectors(t, slots);
      run(key.program(t), slots);
      for (int slot : key.program(t).constraints()) {
        joined = algebra.add(algebra.multiply(joined, alpha), slots.get(slot));
      }
    }
    E vanishing = algebra.subtract(powers.getLast(), one);
    algebra.requireEqual(joined, algebra.multiply(vanishing, quotient()), Fault.CONSTRAINTS);
  }

  /** The values of one kind of columns of a table, then those at the next point. */
  private void addColumns(int table, TreeKind kind, List<E> slots) {
    int at = 0;
    int nextAt = 0;
    for (Columns columns : layout.columns()) {
      int next = columns.next().cardinality();
      if (columns.table() == table && columns.tree() == kind) {
        List<E> values = opened.values().subList(at, at + columns.width());
        List<E> nextValues = opened.nextValues().subList(nextAt, nextAt + next);
        slots.addAll(kind == TreeKind.LOGUP ? composed(values) : values);
        slots.addAll(kind == TreeKind.LOGUP ? composed(nextValues) : nextValues);
      }
      at += columns.width();
      nextAt += next;
    }
  }

  /** Each four columns are the coefficients of one of the extension. */
  private List<E> composed(List<E> values) {
    List<E> composed = new ArrayList<>();
    for (int at = 0; at < values.size(); at += Extension.DEGREE) {
      E sum = values.get(at);
      for (int k = 1; k < Extension.DEGREE; k++) {
        int[] power = new int[Extension.DEGREE];
        power[k] = KoalaBear.ONE;
        E part = algebra.multiply(values.get(at + k), algebra.constant(power));
        sum = algebra.add(sum, part);
      }
      composed.add(sum);
    }
    return composed;
  }

  /** What is 1 in the first row, in the last one, and 0 in the last one, at the point, lifted. */
  private void addSelectors(int table, List<E> slots) {
    int logHeight = layout.logHeight(table);
    E lifted = powers.get(layout.logHeight() - logHeight);
    E vanishing = algebra.subtract(powers.getLast(), one);
    E perRow =
        algebra.scale(vanishing, algebra.element(KoalaBear.inverse(KoalaBear.of(1 << logHeight))));
    int root = KoalaBear.rootOfUnity(logHeight);
    E fromFirst = algebra.subtract(lifted, one);
    E fromLast = algebra.subtract(algebra.scale(lifted, algebra.element(root)), one);
    E lastRow = algebra.embed(algebra.element(KoalaBear.inverse(root)));
    slots.add(algebra.multiply(perRow, algebra.inverse(fromFirst, Fault.POINT_IN_DOMAIN)));
    slots.add(algebra.multiply(perRow, algebra.inverse(fromLast, Fault.POINT_IN_DOMAIN)));
    slots.add(algebra.subtract(lifted, lastRow));
  }

  private void run(ConstraintProgram program, List<E> slots) {
    for (int constant : program.constants()) {
      slots.add(algebra.embed(algebra.element(constant)));
    }
    for (ConstraintProgram.Step step : program.steps()) {
      E first = slots.get(step.first());
      E second = slots.get(step.second());
      slots.add(
          switch (step.code()) {
            case ADD -> algebra.add(first, second);
            case SUBTRACT -> algebra.subtract(first, second);
            case MULTIPLY, SCALE -> algebra.multiply(first, second);
          });
    }
  }

  /** The parts of the quotient, joined by powers of the point. */
  private E quotient() {
    int width = layout.quotientParts() * Extension.DEGREE;
    List<E> all = opened.values();
    List<E> parts = composed(all.subList(all.size() - width, all.size()));
    E sum = parts.getLast();
    for (int i = parts.size() - 2; i >= 0; i--) {
      sum = algebra.add(algebra.multiply(sum, powers.getLast()), parts.get(i));
    }
    return sum;
  }
}
