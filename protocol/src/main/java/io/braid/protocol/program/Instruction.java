package io.braid.protocol.program;

import java.util.List;

/**
 * One step of a program.
 *
 * @param opcode what it does
 * @param number its numeric immediate: cell kind, reason, message kind or template; else 0
 * @param rest the rest of a packed key, for READ; else 0
 * @param constant the word of CONST as a hexadecimal number; else empty
 * @param fields the fields that EMIT sets; else empty
 * @param operands registers
 */
public record Instruction(
    Opcode opcode,
    int number,
    int rest,
    String constant,
    List<Field> fields,
    List<Integer> operands) {

  /** Takes over the lists, which nobody can change then. */
  public Instruction {
    fields = List.copyOf(fields);
    operands = List.copyOf(operands);
  }

  static Instruction of(Opcode opcode, Integer... operands) {
    return new Instruction(opcode, 0, 0, "", List.of(), List.of(operands));
  }

  static Instruction numbered(Opcode opcode, int number, List<Integer> operands) {
    return new Instruction(opcode, number, 0, "", List.of(), operands);
  }

  static Instruction constant(String hex) {
    return new Instruction(Opcode.CONST, 0, 0, hex, List.of(), List.of());
  }

  static Instruction read(int kind, int rest, int owner, int asset) {
    return new Instruction(Opcode.READ, kind, rest, "", List.of(), List.of(owner, asset));
  }

  static Instruction emit(int kind, List<Field> fields, List<Integer> operands) {
    return new Instruction(Opcode.EMIT, kind, 0, "", fields, operands);
  }

  /** The same step over other registers. */
  Instruction withOperands(List<Integer> registers) {
    return new Instruction(opcode, number, rest, constant, fields, registers);
  }

  /** An operand, by its place. */
  public int operand(int i) {
    return operands.get(i);
  }
}
