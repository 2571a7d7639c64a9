package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Supplier;

/**
 * A rule of {@link Validation}.
 *
 * @param fault what a program is told that breaks it
 * @param broken makes such a program
 * @param valid makes its neighbour, which breaks no rule
 */
record Rule(String fault, Supplier<Program> broken, Supplier<Program> valid) {

  /** A rule that a message's program breaks with its steps behind the first ones. */
  static Rule step(String fault, Instruction broken, Instruction valid) {
    return steps(0, fault, new Instruction[] {broken}, new Instruction[] {valid});
  }

  /** The same with several steps, the one at {@code blamed} being at fault. */
  static Rule steps(int blamed, String fault, Instruction[] broken, Instruction[] valid) {
    return new Rule(
        SmallPrograms.blamed(blamed) + fault,
        () -> SmallPrograms.message(broken),
        () -> SmallPrograms.message(valid));
  }

  /** The same in a transaction's program. */
  static Rule transactionSteps(
      int blamed, String fault, Instruction[] broken, Instruction[] valid) {
    return new Rule(
        SmallPrograms.blamed(blamed) + fault,
        () -> SmallPrograms.transaction(broken),
        () -> SmallPrograms.transaction(valid));
  }

  void check() {
    assertDoesNotThrow(valid::get);
    assertEquals(fault, assertThrows(IllegalArgumentException.class, broken::get).getMessage());
  }

  @Override
  public String toString() {
    return fault;
  }
}
