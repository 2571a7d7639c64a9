package io.braid.protocol.program;

import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.List;

/**
 * A program's steps in one array of ints, for loops that must not chase objects. A step is: opcode,
 * length of the step, offset of its first output, its two immediates, then the offsets of its
 * operands; for EMIT the offsets of its fields follow the predicate in turn with those of the
 * values. Offsets are in longs: four for each register.
 */
final class FlatCode {

  static final int LENGTH = 1;
  static final int OUT = 2;
  static final int IMMEDIATE = 3;
  static final int REST = 4;
  static final int OPERANDS = 5;

  private final int[] code;
  private final long[] constants;

  private FlatCode(int[] code, long[] constants) {
    this.code = code;
    this.constants = constants;
  }

  /** The steps. */
  int[] code() {
    return code;
  }

  /** The words of CONST steps, whose immediate is the offset here. */
  long[] constants() {
    return constants;
  }

  static FlatCode of(List<Field> inputs, List<Instruction> steps) {
    List<Integer> code = new ArrayList<>();
    long[] constants = new long[steps.size() * Word256.LONGS];
    int constantAt = 0;
    int out = inputs.size() * Word256.LONGS;
    for (Instruction step : steps) {
      int immediate = step.number();
      if (step.opcode() == Opcode.CONST) {
        Word256.parseHex(step.constant(), constants, constantAt);
        immediate = constantAt;
        constantAt += Word256.LONGS;
      }
      List<Integer> operands = operands(step);
      code.addAll(
          List.of(step.opcode().code(), OPERANDS + operands.size(), out, immediate, step.rest()));
      code.addAll(operands);
      out += step.opcode().outputCount() * Word256.LONGS;
    }
    return new FlatCode(code.stream().mapToInt(Integer::intValue).toArray(), constants);
  }

  private static List<Integer> operands(Instruction step) {
    List<Integer> operands = new ArrayList<>();
    for (int i = 0; i < step.operands().size(); i++) {
      if (step.opcode() == Opcode.EMIT && i > 0) {
        operands.add(step.fields().get(i - 1).at());
      }
      operands.add(step.operand(i) * Word256.LONGS);
    }
    return operands;
  }
}
