package io.braid.stark.key;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.Constraint;
import io.braid.stark.air.ExpressionGraph;
import io.braid.stark.air.Operation;
import io.braid.stark.air.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The constraints of a table as a list of operations on slots: what verifiers compute at one point.
 * It is the table's graph, in the order of its nodes, without what no constraint needs.
 *
 * <p>Slots stand in this order: fixed columns, those of the next row, main columns, those of the
 * next row, columns of fractions, the last one of the next row, public values, challenges of the
 * buses, the table's sum, the three selectors, constants, and one for each operation.
 */
public final class ConstraintProgram {

  /** Slots are numbered in 16 bits. */
  static final int SLOTS_MAX = 1 << 16;

  private static final int NONE = -1;
  private static final int SELECTORS = 3;

  /** What an operation does with two slots. */
  public enum Code {
    /** Adds them. */
    ADD(0),
    /** Takes the second from the first. */
    SUBTRACT(1),
    /** Multiplies them. */
    MULTIPLY(2),
    /** Multiplies them; the second is one of KoalaBear. */
    SCALE(3);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    /** What keys call it. */
    int number() {
      return number;
    }
  }

  /** One operation: its result goes to the next slot. */
  public record Step(Code code, int first, int second) {}

  private final Table table;
  private final ExpressionGraph graph;
  private final int[] fixedNext;
  private final int[] mainNext;
  private final int publicValues;
  private final int busChallenges;
  private final List<Integer> constants = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final int[] slotOf;

  /**
   * The program of a table.
   *
   * @throws IllegalArgumentException if it has more slots than can be numbered
   */
  ConstraintProgram(Circuit circuit, int index) {
    table = circuit.tables().get(index);
    graph = table.graph();
    fixedNext = indices(table.fixedNextColumns());
    mainNext = indices(table.nextColumns());
    publicValues = circuit.publicValues();
    busChallenges = circuit.busChallenges();
    slotOf = new int[graph.size()];
    int[] reachable = table.reachable();
    for (int node : reachable) {
      if (graph.operation(node) == Operation.CONSTANT) {
        slotOf[node] = constantsAt() + constants.size();
        constants.add(graph.first(node));
      }
    }
    for (int node : reachable) {
      if (graph.operation(node).isBinary()) {
        slotOf[node] = constantsAt() + constants.size() + steps.size();
        steps.add(step(node));
      } else if (graph.operation(node) != Operation.CONSTANT) {
        slotOf[node] = input(node);
      }
    }
    if (slots() > SLOTS_MAX) {
      throw new IllegalArgumentException(
          "table %s needs %d slots, and there are %d".formatted(table.name(), slots(), SLOTS_MAX));
    }
  }

  private static int[] indices(BitSet columns) {
    return columns.stream().toArray();
  }

  private Step step(int node) {
    int first = graph.first(node);
    int second = graph.second(node);
    return switch (graph.operation(node)) {
      case ADD -> new Step(Code.ADD, slotOf[first], slotOf[second]);
      case SUBTRACT -> new Step(Code.SUBTRACT, slotOf[first], slotOf[second]);
      default -> {
        if (isOfKoalaBear(second)) {
          yield new Step(Code.SCALE, slotOf[first], slotOf[second]);
        }
        if (isOfKoalaBear(first)) {
          yield new Step(Code.SCALE, slotOf[second], slotOf[first]);
        }
        yield new Step(Code.MULTIPLY, slotOf[first], slotOf[second]);
      }
    };
  }

  /** Columns are not: at a point outside of the domain they are of the extension. */
  private boolean isOfKoalaBear(int node) {
    return graph.isUniform(node) && !graph.isOfExtension(node);
  }

  private int input(int node) {
    int index = graph.first(node);
    return switch (graph.operation(node)) {
      case FIXED -> index;
      case FIXED_NEXT -> table.fixedWidth() + Arrays.binarySearch(fixedNext, index);
      case LOCAL -> mainAt() + index;
      case NEXT -> mainAt() + table.width() + Arrays.binarySearch(mainNext, index);
      case LOGUP -> logUpAt() + index;
      case LOGUP_NEXT -> logUpAt() + table.logUpWidth();
      case PUBLIC -> publicAt() + index;
      case CHALLENGE -> challengesAt() + index;
      case LOGUP_SUM -> sumAt();
      case IS_FIRST -> selectorsAt();
      case IS_LAST -> selectorsAt() + 1;
      case IS_TRANSITION -> selectorsAt() + 2;
      default -> NONE;
    };
  }

  private int mainAt() {
    return table.fixedWidth() + fixedNext.length;
  }

  private int logUpAt() {
    return mainAt() + table.width() + mainNext.length;
  }

  private int publicAt() {
    return logUpAt() + table.logUpWidth() + (hasFractions() ? 1 : 0);
  }

  private int challengesAt() {
    return publicAt() + publicValues;
  }

  private int sumAt() {
    return challengesAt() + busChallenges;
  }

  private int selectorsAt() {
    return sumAt() + (hasFractions() ? 1 : 0);
  }

  private int constantsAt() {
    return selectorsAt() + SELECTORS;
  }

  private boolean hasFractions() {
    return table.logUpWidth() > 0;
  }

  /** How many slots come before the constants. */
  public int inputs() {
    return constantsAt();
  }

  /** How many slots there are. */
  public int slots() {
    return constantsAt() + constants.size() + steps.size();
  }

  /** The constants, in Montgomery form. */
  public List<Integer> constants() {
    return constants;
  }

  /** The operations, in turn. */
  public List<Step> steps() {
    return steps;
  }

  /** The slot of each constraint. */
  public List<Integer> constraints() {
    return table.constraints().stream().map(Constraint::node).map(node -> slotOf[node]).toList();
  }
}
