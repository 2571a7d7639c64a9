package io.braid.protocol.program;

import java.util.List;

/**
 * What a program costs at most: static, so that admission, gas estimates and the sealer of batches
 * use the same figure. Rows are those of the proof's tables, which must not need more.
 *
 * @param steps rows of the step table; a log costs none
 * @param arithmeticRows rows of the arithmetic table
 * @param cellAccesses reads and writes
 * @param cells cells that can be touched: leaves of the tree
 * @param permutations Poseidon2 permutations of hashes (those of the tree come with the cells)
 * @param publishedBytes bytes of the state diff, withdrawals and carried-out messages
 * @param messages messages emitted
 */
public record Cost(
    int steps,
    int arithmeticRows,
    int cellAccesses,
    int cells,
    int permutations,
    int publishedBytes,
    int messages) {

  /** Nothing. */
  public static final Cost ZERO = new Cost(0, 0, 0, 0, 0, 0, 0);

  private static final int MULTIPLY_DIVIDE_ROWS = 8;
  private static final int HASH_PERMUTATIONS = 6;

  /** A step row has room for this many fields of a message. */
  private static final int FIELDS_IN_ROW = 3;

  /** A cell's change at its longest: key, value and a byte that says how they are written. */
  private static final int CELL_BYTES = 65;

  /** Recipient, asset, amount below 2^128. */
  private static final int WITHDRAWAL_BYTES = 44;

  /** What a carried-out message has beside its fields: kind, origin, sender, block. */
  private static final int MESSAGE_BYTES = 61;

  private static final int FIELD_BYTES = 32;

  /** The sum of both. */
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(steps, other.steps),
        Math.addExact(arithmeticRows, other.arithmeticRows),
        Math.addExact(cellAccesses, other.cellAccesses),
        Math.addExact(cells, other.cells),
        Math.addExact(permutations, other.permutations),
        Math.addExact(publishedBytes, other.publishedBytes),
        Math.addExact(messages, other.messages));
  }

  /** Whether no component is above the other's. */
  public boolean isAtMost(Cost other) {
    return steps <= other.steps
        && arithmeticRows <= other.arithmeticRows
        && cellAccesses <= other.cellAccesses
        && cells <= other.cells
        && permutations <= other.permutations
        && publishedBytes <= other.publishedBytes
        && messages <= other.messages;
  }

  static Cost of(List<Instruction> steps) {
    Cost cost = ZERO;
    for (Instruction step : steps) {
      cost = cost.plus(of(step));
    }
    return cost;
  }

  private static Cost of(Instruction step) {
    return switch (step.opcode()) {
      case CONST, SELECT, SPLIT, JOIN, ASSERT, FINISH -> new Cost(1, 0, 0, 0, 0, 0, 0);
      case ADD, SUBTRACT, EQUAL -> new Cost(1, 1, 0, 0, 0, 0, 0);
      case MULTIPLY_DIVIDE_DOWN, MULTIPLY_DIVIDE_UP ->
          new Cost(1, MULTIPLY_DIVIDE_ROWS, 0, 0, 0, 0, 0);
      case HASH -> new Cost(1, 0, 0, 0, HASH_PERMUTATIONS, 0, 0);
      case READ, READ_HASHED -> new Cost(1, 0, 1, 1, 0, 0, 0);
      case WRITE -> new Cost(1, 0, 1, 0, 0, CELL_BYTES, 0);
      case EMIT -> {
        int fields = step.fields().size();
        int rows = 1 + Math.ceilDiv(fields, FIELDS_IN_ROW);
        yield new Cost(rows, 0, 0, 0, 0, MESSAGE_BYTES + FIELD_BYTES * fields, 1);
      }
      case WITHDRAW -> new Cost(1, 0, 0, 0, 0, WITHDRAWAL_BYTES, 0);
      case LOG -> ZERO;
    };
  }
}
