package io.braid.stark.air;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a chip writes its constraints against. Columns are named by index; an expression that is
 * said to be 0 is, in the rows named, or there is no proof.
 *
 * <p>An expression that reads the next row may only be used in {@link #transition} and in
 * interactions, never where the last row would be followed by the first.
 */
public final class ConstraintBuilder {

  /** The challenge that is added to every tuple; those behind it multiply the elements in turn. */
  static final int CHALLENGE_OF_TUPLES = 0;

  private final String chip;
  private final int width;
  private final int fixedWidth;
  private final int publicValues;
  private final ExpressionGraph graph = new ExpressionGraph();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Interaction> interactions = new ArrayList<>();
  private final Set<Integer> zeroNodes = new HashSet<>();

  ConstraintBuilder(String chip, int width, int fixedWidth, int publicValues) {
    this.chip = chip;
    this.width = width;
    this.fixedWidth = fixedWidth;
    this.publicValues = publicValues;
  }

  /** A number. */
  public Expression constant(int number) {
    return graph.constant(number);
  }

  /** A column of this row. */
  public Expression local(int column) {
    return graph.leaf(Operation.LOCAL, checked("column", column, width));
  }

  /** A column of the next row. */
  public Expression next(int column) {
    return graph.leaf(Operation.NEXT, checked("column", column, width));
  }

  /** A fixed column of this row. */
  public Expression fixed(int column) {
    return graph.leaf(Operation.FIXED, checked("fixed column", column, fixedWidth));
  }

  /** A fixed column of the next row. */
  public Expression fixedNext(int column) {
    return graph.leaf(Operation.FIXED_NEXT, checked("fixed column", column, fixedWidth));
  }

  /** A public value. */
  public Expression publicValue(int index) {
    return graph.leaf(Operation.PUBLIC, checked("public value", index, publicValues));
  }

  private int checked(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "%s %d of chip %s, which has %d".formatted(what, index, chip, count));
    }
    return index;
  }

  /** An expression is 0 in all rows. */
  public void everywhere(String label, Expression zero) {
    constrain(label, Rows.ALL, zero);
  }

  /** An expression is 0 in the first row. */
  public void first(String label, Expression zero) {
    constrain(label, Rows.FIRST, zero);
  }

  /** An expression is 0 in the last row. */
  public void last(String label, Expression zero) {
    constrain(label, Rows.LAST, zero);
  }

  /** An expression is 0 in all rows but the last. */
  public void transition(String label, Expression zero) {
    constrain(label, Rows.TRANSITIONS, zero);
  }

  /** An expression is 0 or 1 in all rows. */
  public void flag(String label, Expression flag) {
    constrain(label, Rows.ALL, flag.times(flag.minus(1)));
  }

  private void constrain(String label, Rows rows, Expression zero) {
    if (rows != Rows.TRANSITIONS && graph.readsNext(zero.node())) {
      throw new IllegalArgumentException(
          "constraint '%s' of chip %s reads the next row where there may be none"
              .formatted(label, chip));
    }
    Expression gated =
        switch (rows) {
          case ALL -> zero;
          case FIRST -> zero.times(graph.leaf(Operation.IS_FIRST, 0));
          case LAST -> zero.times(graph.leaf(Operation.IS_LAST, 0));
          case TRANSITIONS -> zero.times(graph.leaf(Operation.IS_TRANSITION, 0));
        };
    append(label, rows, gated.node());
  }

  /** A constraint that stands already is not written again. */
  void append(String label, Rows rows, int node) {
    if (graph.operation(node) == Operation.CONSTANT) {
      if (graph.first(node) == 0) {
        return;
      }
      throw new IllegalArgumentException(
          "constraint '%s' of chip %s can never hold".formatted(label, chip));
    }
    if (zeroNodes.add(node)) {
      constraints.add(new Constraint(label, rows, node));
    }
  }

  /** In rows with the flag a tuple is sent. A constraint sees to it that the flag is 0 or 1. */
  public void send(Bus bus, Expression flag, Expression... tuple) {
    send(bus, 1, flag, tuple);
  }

  /** In rows with the flag a tuple is sent so many times. */
  public void send(Bus bus, int times, Expression flag, Expression... tuple) {
    interact(bus, times, flag, false, tuple);
  }

  /** In rows with the flag a tuple is received. */
  public void receive(Bus bus, Expression flag, Expression... tuple) {
    send(bus, -1, flag, tuple);
  }

  /** In rows with the flag a tuple is received so many times. */
  public void receive(Bus bus, int times, Expression flag, Expression... tuple) {
    send(bus, -times, flag, tuple);
  }

  /**
   * A tuple is received as often as the count says, which is any number, even one that stands for a
   * negative one. What is sent on such a bus is among what its tables provide; how often is not
   * bound. So nothing else may be received there.
   */
  public void provide(Bus bus, Expression count, Expression... tuple) {
    interact(bus, -1, count, true, tuple);
  }

  private void interact(
      Bus bus, int times, Expression count, boolean isCounted, Expression... tuple) {
    if (tuple.length != bus.arity()) {
      throw new IllegalArgumentException(
          "chip %s puts %d elements on bus %s, which takes %d"
              .formatted(chip, tuple.length, bus.name(), bus.arity()));
    }
    if (graph.readsNext(count.node())) {
      throw new IllegalArgumentException(
          "chip %s says by the next row whether it puts something on bus %s"
              .formatted(chip, bus.name()));
    }
    if (!isCounted && !isOne(count)) {
      flag("bus %s: what says whether is 0 or 1".formatted(bus.name()), count);
    }
    boolean readsNext = Arrays.stream(tuple).anyMatch(e -> graph.readsNext(e.node()));
    if (readsNext) {
      last("bus %s: nothing is sent with what follows the last row".formatted(bus.name()), count);
    }
    Expression denominator = graph.leaf(Operation.CHALLENGE, CHALLENGE_OF_TUPLES).plus(bus.id());
    for (int i = 0; i < tuple.length; i++) {
      Expression challenge = graph.leaf(Operation.CHALLENGE, CHALLENGE_OF_TUPLES + 1 + i);
      denominator = denominator.plus(challenge.times(tuple[i]));
    }
    interactions.add(
        new Interaction(
            bus,
            times,
            count.node(),
            isCounted,
            count.times(times).node(),
            Arrays.stream(tuple).map(Expression::node).toList(),
            denominator.node()));
  }

  private boolean isOne(Expression count) {
    return count.node() == graph.constant(1).node();
  }

  String chip() {
    return chip;
  }

  ExpressionGraph graph() {
    return graph;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  List<Interaction> interactions() {
    return interactions;
  }
}
