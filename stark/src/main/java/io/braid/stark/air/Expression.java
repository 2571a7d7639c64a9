package io.braid.stark.air;

/**
 * A polynomial in the elements of a row and the next one: a node of a graph. Equal polynomials that
 * are written alike are the same node.
 */
public final class Expression {

  private final ExpressionGraph graph;
  private final int node;

  Expression(ExpressionGraph graph, int node) {
    this.graph = graph;
    this.node = node;
  }

  /** Its place in the graph. */
  int node() {
    return node;
  }

  /** Its graph. */
  ExpressionGraph graph() {
    return graph;
  }

  /** The sum. */
  public Expression plus(Expression other) {
    return graph.join(Operation.ADD, this, other);
  }

  /** The sum with a number. */
  public Expression plus(int number) {
    return plus(graph.constant(number));
  }

  /** The difference. */
  public Expression minus(Expression other) {
    return graph.join(Operation.SUBTRACT, this, other);
  }

  /** The difference to a number. */
  public Expression minus(int number) {
    return minus(graph.constant(number));
  }

  /** The product. */
  public Expression times(Expression other) {
    return graph.join(Operation.MULTIPLY, this, other);
  }

  /** The product with a number. */
  public Expression times(int number) {
    return times(graph.constant(number));
  }

  /** What is missing to 1: of a flag, its opposite. */
  public Expression not() {
    return graph.constant(1).minus(this);
  }

  /** How often columns are multiplied with each other in it, at most. */
  public int degree() {
    return graph.degree(node);
  }

  @Override
  public String toString() {
    return graph.toString(node);
  }
}
