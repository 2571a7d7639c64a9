package io.braid.stark.air;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of fractions of a table and what holds of them.
 *
 * <p>In each row column g is the sum of the fractions of its group; the last one, phi, is the sum
 * of all fractions of the rows before. With N / D the fractions of the last group:
 *
 * <ul>
 *   <li>first row: phi = 0
 *   <li>all rows, for g but the last: column g times its denominators = its numerators
 *   <li>all rows: (phi of the next row - phi - the other columns + sum, in the last row) D = N
 * </ul>
 *
 * <p>Behind the last row stands the first, in which phi is 0: so the sum is that of all rows.
 */
final class LogUp {

  private LogUp() {}

  /** Packs interactions, in their order, into as few columns as the degree allows. */
  static List<int[]> group(ConstraintBuilder builder, int degreeMax) {
    List<int[]> groups = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < builder.interactions().size(); i++) {
      open.add(i);
      if (degree(builder, open) > degreeMax && open.size() > 1) {
        open.removeLast();
        groups.add(indices(open));
        open.clear();
        open.add(i);
      }
    }
    if (!open.isEmpty()) {
      groups.add(indices(open));
    }
    return groups;
  }

  private static int[] indices(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The degree of the constraint of a column that holds some interactions. */
  private static int degree(ConstraintBuilder builder, List<Integer> group) {
    ExpressionGraph graph = builder.graph();
    int product = 0;
    for (int i : group) {
      product += graph.degree(builder.interactions().get(i).denominator());
    }
    int degree = 1 + product;
    for (int i : group) {
      Interaction interaction = builder.interactions().get(i);
      int others = product - graph.degree(interaction.denominator());
      degree = Math.max(degree, graph.degree(interaction.weight()) + others);
    }
    return degree;
  }

  /** Writes the constraints of the columns. */
  static void constrain(ConstraintBuilder builder, List<int[]> groups) {
    if (groups.isEmpty()) {
      return;
    }
    ExpressionGraph graph = builder.graph();
    int last = groups.size() - 1;
    Expression phi = graph.leaf(Operation.LOGUP, last);
    Expression step = graph.leaf(Operation.LOGUP_NEXT, last).minus(phi);
    for (int g = 0; g < last; g++) {
      Expression column = graph.leaf(Operation.LOGUP, g);
      equate(builder, groups.get(g), column);
      step = step.minus(column);
    }
    builder.first("buses: the sum begins with 0", phi);
    Expression sum = graph.leaf(Operation.LOGUP_SUM, 0);
    equate(builder, groups.get(last), step.plus(graph.leaf(Operation.IS_LAST, 0).times(sum)));
  }

  /** An expression is the sum of the fractions of a group. */
  private static void equate(ConstraintBuilder builder, int[] group, Expression fractions) {
    ExpressionGraph graph = builder.graph();
    Expression numerator = null;
    Expression denominator = null;
    StringBuilder label = new StringBuilder("buses:");
    for (int i : group) {
      Interaction interaction = builder.interactions().get(i);
      Expression weight = new Expression(graph, interaction.weight());
      Expression own = new Expression(graph, interaction.denominator());
      numerator = numerator == null ? weight : numerator.times(own).plus(weight.times(denominator));
      denominator = denominator == null ? own : denominator.times(own);
      label.append(' ').append(interaction.bus().name());
    }
    builder.append(
        label.toString(), Rows.ALL, fractions.times(denominator).minus(numerator).node());
  }
}
