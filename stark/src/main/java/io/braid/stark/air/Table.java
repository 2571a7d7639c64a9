package io.braid.stark.air;

import java.util.BitSet;
import java.util.List;

/**
 * A chip, worked out for a profile: all constraints, those of its running fractions included, as
 * nodes of one graph, none of a higher degree than the profile allows.
 *
 * <p>Each interaction is a fraction: weight over denominator. As many as the degree allows share a
 * column of the extension, which is their sum in each row; the last of these columns is the sum of
 * all fractions in the rows before. (Haböck, eprint 2022/1530, with the sums of several fractions
 * in one column.)
 */
public final class Table {

  private final String name;
  private final int width;
  private final int fixedWidth;
  private final ExpressionGraph graph;
  private final List<Constraint> constraints;
  private final List<Interaction> interactions;
  private final List<int[]> groups;
  private final int[] joined;

  private Table(Chip chip, ConstraintBuilder builder, List<int[]> groups) {
    this.name = chip.name();
    this.width = chip.width();
    this.fixedWidth = chip.fixed().map(matrix -> matrix.width()).orElse(0);
    this.graph = builder.graph();
    this.constraints = List.copyOf(builder.constraints());
    this.interactions = List.copyOf(builder.interactions());
    this.groups = groups;
    this.joined = join(graph, constraints);
  }

  /** For each constraint the sum of those up to it, each times its coefficient. */
  private static int[] join(ExpressionGraph graph, List<Constraint> constraints) {
    int[] sums = new int[constraints.size()];
    Expression sum = null;
    for (int i = 0; i < sums.length; i++) {
      Expression constraint = new Expression(graph, constraints.get(i).node());
      Expression own = constraint.times(graph.leaf(Operation.COEFFICIENT, i));
      sum = sum == null ? own : sum.plus(own);
      sums[i] = sum.node();
    }
    return sums;
  }

  /**
   * Works out a chip.
   *
   * @param publicValues how many there are
   * @param degreeMax what each constraint may have
   * @throws IllegalArgumentException if a constraint or interaction has more
   */
  static Table of(Chip chip, int publicValues, int degreeMax) {
    int fixedWidth = chip.fixed().map(matrix -> matrix.width()).orElse(0);
    ConstraintBuilder builder =
        new ConstraintBuilder(chip.name(), chip.width(), fixedWidth, publicValues);
    chip.constrain(builder);
    List<int[]> groups = LogUp.group(builder, degreeMax);
    LogUp.constrain(builder, groups);
    for (Constraint constraint : builder.constraints()) {
      int degree = builder.graph().degree(constraint.node());
      if (degree > degreeMax) {
        throw new IllegalArgumentException(
            "constraint '%s' of chip %s has degree %d, and the profile allows %d"
                .formatted(constraint.label(), chip.name(), degree, degreeMax));
      }
    }
    return new Table(chip, builder, groups);
  }

  /** What reports call it. */
  public String name() {
    return name;
  }

  /** Columns that the prover fills. */
  public int width() {
    return width;
  }

  /** Columns that everyone knows. */
  public int fixedWidth() {
    return fixedWidth;
  }

  /** Columns of fractions, of the extension. */
  public int logUpWidth() {
    return groups.size();
  }

  /** All expressions. */
  public ExpressionGraph graph() {
    return graph;
  }

  /** All constraints, in the order in which challenges weigh them. */
  public List<Constraint> constraints() {
    return constraints;
  }

  /** What it puts on buses. */
  public List<Interaction> interactions() {
    return interactions;
  }

  /** For each column of fractions, which interactions it sums up. */
  List<int[]> groups() {
    return groups;
  }

  /** The nodes of the joined constraints: that of all is the last. */
  int[] joined() {
    return joined;
  }

  /** The columns of which some constraint reads the next row. */
  public BitSet nextColumns() {
    return indices(Operation.NEXT);
  }

  /** The fixed columns of which some constraint reads the next row. */
  public BitSet fixedNextColumns() {
    return indices(Operation.FIXED_NEXT);
  }

  private BitSet indices(Operation operation) {
    BitSet indices = new BitSet();
    for (int node : reachable()) {
      if (graph.operation(node) == operation) {
        indices.set(graph.first(node));
      }
    }
    return indices;
  }

  /** The nodes that the constraints need, in ascending order. */
  public int[] reachable() {
    BitSet needed = new BitSet();
    constraints.forEach(constraint -> needed.set(constraint.node()));
    for (int node = graph.size() - 1; node >= 0; node--) {
      if (needed.get(node) && graph.operation(node).isBinary()) {
        needed.set(graph.first(node));
        needed.set(graph.second(node));
      }
    }
    return needed.stream().toArray();
  }

  /** The highest degree of a constraint. */
  public int degree() {
    return constraints.stream().mapToInt(c -> graph.degree(c.node())).max().orElse(0);
  }
}
