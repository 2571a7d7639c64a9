package io.braid.protocol.program;

/** What a step does. Bit for bit in {@code docs/protocol/programs.md}. */
public enum Opcode {
  /** Immediate: a word. Gives it. */
  CONST(1, 1),
  /** a, b. Gives the sum modulo 2^256 and the carry. */
  ADD(2, 2),
  /** a, b. Gives the difference modulo 2^256 and the borrow, which is {@code a < b}. */
  SUBTRACT(3, 2),
  /**
   * a, b, d. Gives floor(a b / d), a flag, and the remainder; 0, 1, 0 past 256 bits or if d = 0.
   */
  MULTIPLY_DIVIDE_DOWN(4, 3),
  /** As {@link #MULTIPLY_DIVIDE_DOWN}, but rounded up; the remainder is still that of the floor. */
  MULTIPLY_DIVIDE_UP(5, 3),
  /** a, b. Gives 1 if they are equal, else 0. */
  EQUAL(6, 1),
  /** condition, a, b. Gives a if the condition is 1, else b. */
  SELECT(7, 1),
  /** a. Gives its high and its low 128 bits. */
  SPLIT(8, 2),
  /** high, low. Gives the low 128 bits of both in one word. */
  JOIN(9, 1),
  /** a, b, c. Gives the Poseidon2 digest, 248 bits. */
  HASH(10, 1),
  /** Immediates: cell kind, rest. owner, asset. Gives the cell's value and its key. */
  READ(11, 2),
  /** Immediate: cell kind. digest. Gives the cell's value and its key. */
  READ_HASHED(12, 2),
  /** key, value, predicate. Writes the cell if the predicate is 1. */
  WRITE(13, 0),
  /** Immediate: reason. condition. Refuses the transaction if it is 0. */
  ASSERT(14, 0),
  /** Immediates: message kind, fields. predicate, a value for each field. */
  EMIT(15, 0),
  /** predicate, recipient, asset, amount. */
  WITHDRAW(16, 0),
  /** Immediate: template. predicate, operands. Not proven. */
  LOG(17, 0),
  /** code. Ends the program, and the operation unless a message was emitted. */
  FINISH(18, 0);

  private static final Opcode[] OPCODES = values();

  private final int code;
  private final int outputCount;

  Opcode(int code, int outputCount) {
    this.code = code;
    this.outputCount = outputCount;
  }

  /** The byte in program bytes. */
  public int code() {
    return code;
  }

  /**
   * How many registers a step gives: the value first, for multiply-divide value, flag, remainder.
   */
  public int outputCount() {
    return outputCount;
  }

  /** Whether a step has no effect but its outputs, and those depend on its operands alone. */
  boolean isPure() {
    return code <= HASH.code;
  }

  /** The opcode with this byte, or null if there is none. */
  static Opcode of(int code) {
    return code >= 1 && code <= OPCODES.length ? OPCODES[code - 1] : null;
  }
}
