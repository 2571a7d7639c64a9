package io.braid.stark.air;

import io.braid.stark.field.Extension;
import java.util.List;

/**
 * What is the same in all rows of a table: public values, challenges, the sum of its fractions, and
 * what its constraints are multiplied by.
 */
public final class UniformValues {

  private final int[] publicValues;
  private final int[] challenges;
  private final int[] logUpSum;
  private final int[] coefficients;

  /**
   * All of them, elements of the extension one behind the other.
   *
   * @param challenges of the buses
   * @param coefficients of the constraints
   */
  public UniformValues(int[] publicValues, int[] challenges, int[] logUpSum, int[] coefficients) {
    this.publicValues = publicValues;
    this.challenges = challenges;
    this.logUpSum = logUpSum;
    this.coefficients = coefficients;
  }

  /** Where constraints are not joined. */
  public UniformValues(int[] publicValues, int[] challenges, int[] logUpSum) {
    this(publicValues, challenges, logUpSum, new int[0]);
  }

  /** Where neither challenges nor sums are known: no expression that is computed may need them. */
  public static UniformValues of(int[] publicValues) {
    return new UniformValues(publicValues, new int[0], new int[0]);
  }

  /** The values of nodes, each of them behind those that it needs, as elements of the extension. */
  int[] compute(ExpressionGraph graph, List<Integer> nodes) {
    int[] byNode = new int[graph.size() * Extension.DEGREE];
    int[] values = new int[nodes.size() * Extension.DEGREE];
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      compute(graph, node, byNode);
      Extension.copy(byNode, node * Extension.DEGREE, values, i * Extension.DEGREE);
    }
    return values;
  }

  private void compute(ExpressionGraph graph, int node, int[] values) {
    int at = node * Extension.DEGREE;
    int index = graph.first(node);
    int first = index * Extension.DEGREE;
    int second = graph.second(node) * Extension.DEGREE;
    switch (graph.operation(node)) {
      case CONSTANT -> Extension.set(index, values, at);
      case PUBLIC -> Extension.set(publicValues[index], values, at);
      case CHALLENGE -> Extension.copy(challenges, first, values, at);
      case LOGUP_SUM -> Extension.copy(logUpSum, 0, values, at);
      case COEFFICIENT -> Extension.copy(coefficients, first, values, at);
      case ADD -> Extension.plus(values, first, values, second, values, at);
      case SUBTRACT -> Extension.minus(values, first, values, second, values, at);
      case MULTIPLY -> Extension.times(values, first, values, second, values, at);
      default ->
          throw new IllegalStateException(
              "node %d, %s, is not the same in all rows".formatted(node, graph.operation(node)));
    }
  }
}
