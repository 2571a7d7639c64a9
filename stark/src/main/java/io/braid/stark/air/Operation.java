package io.braid.stark.air;

/** What a node of an {@link ExpressionGraph} is. */
public enum Operation {
  /** A number: the first argument, in Montgomery form. */
  CONSTANT(false),
  /** A public value: the first argument is its index. */
  PUBLIC(false),
  /** A column of this row. */
  LOCAL(false),
  /** A column of the next row. */
  NEXT(false),
  /** A fixed column of this row. */
  FIXED(false),
  /** A fixed column of the next row. */
  FIXED_NEXT(false),
  /** 1 in the first row, else 0. */
  IS_FIRST(false),
  /** 1 in the last row, else 0. */
  IS_LAST(false),
  /** 0 in the last row, and in no other. */
  IS_TRANSITION(false),
  /** A challenge of the buses: the first argument is its index. */
  CHALLENGE(true),
  /** A column of running fractions of this row. */
  LOGUP(true),
  /** The same of the next row. */
  LOGUP_NEXT(true),
  /** The sum of all fractions of the table. */
  LOGUP_SUM(true),
  /** What a constraint is multiplied by when all are joined: the first argument is its index. */
  COEFFICIENT(true),
  /** The sum of two nodes. */
  ADD(false),
  /** The difference of two nodes. */
  SUBTRACT(false),
  /** The product of two nodes. */
  MULTIPLY(false);

  private final boolean ofExtension;

  Operation(boolean ofExtension) {
    this.ofExtension = ofExtension;
  }

  /** Whether it gives an element of the extension whatever its arguments are. */
  boolean isOfExtension() {
    return ofExtension;
  }

  /** Whether it is the same in all rows, as long as it joins no nodes. */
  boolean isUniform() {
    return switch (this) {
      case CONSTANT, PUBLIC, CHALLENGE, LOGUP_SUM, COEFFICIENT -> true;
      default -> false;
    };
  }

  /** Whether it is an element of the next row. */
  boolean readsNext() {
    return this == NEXT || this == FIXED_NEXT || this == LOGUP_NEXT;
  }

  /** Whether it joins two nodes. */
  public boolean isBinary() {
    return this == ADD || this == SUBTRACT || this == MULTIPLY;
  }
}
