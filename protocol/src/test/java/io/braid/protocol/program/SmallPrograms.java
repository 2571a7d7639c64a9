package io.braid.protocol.program;

import io.braid.protocol.cell.CellKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Small programs that differ in one thing. Each begins with the same steps, so that a register of
 * every type is at hand, and ends with FINISH.
 */
final class SmallPrograms {

  /** A word, from an input. */
  static final int WORD = 0;

  /** Another word, from an input. */
  static final int OTHER = 1;

  /** A bool: the constant 1. */
  static final int BOOL = 2;

  /** A code: the constant 255. */
  static final int CODE = 3;

  /** The value of the cell that was read. */
  static final int VALUE = 4;

  /** The key of that cell. */
  static final int KEY = 5;

  /** The first output of the first step behind those that all programs begin with. */
  static final int NEXT = 6;

  /** The inputs of all programs; each source has them. */
  static final List<Field> INPUTS = List.of(Field.ORIGIN, Field.TIME);

  /** How many steps all programs begin with. */
  static final int FIRST_STEPS = 3;

  static final Instruction FINISH = Instruction.of(Opcode.FINISH, BOOL);

  private SmallPrograms() {}

  static Program transaction(Instruction... steps) {
    return new Program("small", 1, Source.TRANSACTION, 0, 21_000, INPUTS, around(steps));
  }

  static Program message(Instruction... steps) {
    return new Program("small", 1, Source.MESSAGE, 1, 0, INPUTS, around(steps));
  }

  static Program event(Instruction... steps) {
    return new Program("small", 1, Source.EVENT, 1, 0, INPUTS, around(steps));
  }

  /** A message's program of exactly these steps. */
  static Program of(List<Instruction> steps) {
    return new Program("small", 1, Source.MESSAGE, 1, 0, INPUTS, steps);
  }

  /** The steps between those that all programs begin with and FINISH. */
  static List<Instruction> around(Instruction... steps) {
    List<Instruction> all =
        new ArrayList<>(
            List.of(
                Instruction.constant("0x1"),
                Instruction.constant("0xff"),
                Instruction.read(CellKind.HOLDING.code(), 0, WORD, OTHER)));
    all.addAll(List.of(steps));
    all.add(FINISH);
    return all;
  }

  /**
   * How a message of {@link Validation} begins that blames a step, counted behind the first ones.
   */
  static String blamed(int step) {
    return "program 1 (small), step " + (FIRST_STEPS + step) + ": ";
  }
}
