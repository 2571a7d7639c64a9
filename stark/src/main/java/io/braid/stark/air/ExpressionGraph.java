package io.braid.stark.air;

import io.braid.stark.field.KoalaBear;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Expressions as a graph without circles: each node has an {@link Operation} and two arguments,
 * which are nodes before it, or numbers. A node is there once, however often it was written.
 */
public final class ExpressionGraph {

  private record Key(Operation operation, int first, int second) {}

  private static final int NONE = -1;
  private static final int SIZE_AT_FIRST = 256;

  private final Map<Key, Integer> nodes = new HashMap<>();
  private Operation[] operations = new Operation[SIZE_AT_FIRST];
  private int[] first = new int[SIZE_AT_FIRST];
  private int[] second = new int[SIZE_AT_FIRST];
  private int[] degrees = new int[SIZE_AT_FIRST];
  private boolean[] ofExtension = new boolean[SIZE_AT_FIRST];
  private boolean[] uniform = new boolean[SIZE_AT_FIRST];
  private boolean[] readsNext = new boolean[SIZE_AT_FIRST];
  private int size;

  /** Nodes. */
  public int size() {
    return size;
  }

  /** What a node is. */
  public Operation operation(int node) {
    return operations[node];
  }

  /** The first argument: a node, or the number that the operation says. */
  public int first(int node) {
    return first[node];
  }

  /** The second argument of what joins two nodes. */
  public int second(int node) {
    return second[node];
  }

  /**
   * The degree of a node as a polynomial of columns. In the degree of the polynomial over the
   * points each counts for the height of the table less 1; {@link Operation#IS_TRANSITION} adds 1
   * in all.
   */
  public int degree(int node) {
    return degrees[node];
  }

  /** Whether a node is an element of the extension. */
  public boolean isOfExtension(int node) {
    return ofExtension[node];
  }

  /** Whether a node is the same in all rows. */
  public boolean isUniform(int node) {
    return uniform[node];
  }

  /** Whether a node depends on the next row. */
  public boolean readsNext(int node) {
    return readsNext[node];
  }

  Expression constant(int number) {
    return element(KoalaBear.of(Math.floorMod(number, KoalaBear.MODULUS)));
  }

  private Expression element(int element) {
    return new Expression(this, node(Operation.CONSTANT, element, NONE));
  }

  Expression leaf(Operation operation, int index) {
    return new Expression(this, node(operation, index, NONE));
  }

  Expression join(Operation operation, Expression a, Expression b) {
    if (a.graph() != this || b.graph() != this) {
      throw new IllegalArgumentException("an expression of another table");
    }
    int left = a.node();
    int right = b.node();
    if (isConstant(left) && isConstant(right)) {
      return element(compute(operation, first[left], first[right]));
    }
    if (operation != Operation.SUBTRACT && left > right) {
      return join(operation, b, a);
    }
    return switch (operation) {
      case ADD ->
          is(left, KoalaBear.ZERO) ? b : is(right, KoalaBear.ZERO) ? a : binary(operation, a, b);
      case SUBTRACT -> is(right, KoalaBear.ZERO) ? a : binary(operation, a, b);
      default -> product(a, b);
    };
  }

  private Expression product(Expression a, Expression b) {
    if (is(a.node(), KoalaBear.ONE) || is(b.node(), KoalaBear.ZERO)) {
      return b;
    }
    if (is(b.node(), KoalaBear.ONE) || is(a.node(), KoalaBear.ZERO)) {
      return a;
    }
    return binary(Operation.MULTIPLY, a, b);
  }

  private Expression binary(Operation operation, Expression a, Expression b) {
    return new Expression(this, node(operation, a.node(), b.node()));
  }

  private boolean isConstant(int node) {
    return operations[node] == Operation.CONSTANT;
  }

  private boolean is(int node, int element) {
    return isConstant(node) && first[node] == element;
  }

  private static int compute(Operation operation, int a, int b) {
    return switch (operation) {
      case ADD -> KoalaBear.add(a, b);
      case SUBTRACT -> KoalaBear.subtract(a, b);
      case MULTIPLY -> KoalaBear.multiply(a, b);
      default -> throw new IllegalArgumentException(operation + " joins no two nodes");
    };
  }

  private int node(Operation operation, int a, int b) {
    return nodes.computeIfAbsent(new Key(operation, a, b), this::append);
  }

  private int append(Key key) {
    if (size == operations.length) {
      int larger = 2 * size;
      operations = Arrays.copyOf(operations, larger);
      first = Arrays.copyOf(first, larger);
      second = Arrays.copyOf(second, larger);
      degrees = Arrays.copyOf(degrees, larger);
      ofExtension = Arrays.copyOf(ofExtension, larger);
      uniform = Arrays.copyOf(uniform, larger);
      readsNext = Arrays.copyOf(readsNext, larger);
    }
    Operation operation = key.operation();
    operations[size] = operation;
    first[size] = key.first();
    second[size] = key.second();
    degrees[size] = degreeOf(key);
    int a = key.first();
    int b = key.second();
    boolean isBinary = operation.isBinary();
    ofExtension[size] = isBinary ? ofExtension[a] || ofExtension[b] : operation.isOfExtension();
    uniform[size] = isBinary ? uniform[a] && uniform[b] : operation.isUniform();
    readsNext[size] = isBinary ? readsNext[a] || readsNext[b] : operation.readsNext();
    return size++;
  }

  private int degreeOf(Key key) {
    return switch (key.operation()) {
      case CONSTANT, PUBLIC, IS_TRANSITION, CHALLENGE, LOGUP_SUM, COEFFICIENT -> 0;
      case LOCAL, NEXT, FIXED, FIXED_NEXT, IS_FIRST, IS_LAST, LOGUP, LOGUP_NEXT -> 1;
      case ADD, SUBTRACT -> Math.max(degrees[key.first()], degrees[key.second()]);
      case MULTIPLY -> Math.addExact(degrees[key.first()], degrees[key.second()]);
    };
  }

  String toString(int node) {
    return switch (operations[node]) {
      case CONSTANT -> Integer.toString(KoalaBear.toCanonical(first[node]));
      case ADD -> "(%s + %s)".formatted(toString(first[node]), toString(second[node]));
      case SUBTRACT -> "(%s - %s)".formatted(toString(first[node]), toString(second[node]));
      case MULTIPLY -> "%s * %s".formatted(toString(first[node]), toString(second[node]));
      default -> operations[node].name().toLowerCase(Locale.ROOT) + "[" + first[node] + "]";
    };
  }
}
