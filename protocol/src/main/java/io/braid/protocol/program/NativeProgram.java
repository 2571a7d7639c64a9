package io.braid.protocol.program;

import io.braid.protocol.math.Word256;
import java.util.List;

/** A compiled program and its registers, in which the constants stand from the beginning. */
final class NativeProgram {

  /** What the compiler makes of a program. */
  interface Body {
    /** Runs all steps over the registers, into which the inputs are loaded. */
    void run(long[] registers, StepContext context);
  }

  private final Program program;
  private final Body body;
  private final long[] registers;
  private final int[] inputs;

  NativeProgram(Program program, Body body) {
    this.program = program;
    this.body = body;
    this.registers = new long[program.registerCount() * Word256.LONGS];
    this.inputs = program.inputs().stream().mapToInt(Field::at).toArray();
    loadConstants();
  }

  private void loadConstants() {
    int out = inputs.length * Word256.LONGS;
    List<Instruction> steps = program.steps();
    for (Instruction step : steps) {
      if (step.opcode() == Opcode.CONST) {
        Word256.parseHex(step.constant(), registers, out);
      }
      out += step.opcode().outputCount() * Word256.LONGS;
    }
  }

  Program program() {
    return program;
  }

  void run(StepContext context) {
    long[] fields = context.fields();
    for (int i = 0; i < inputs.length; i++) {
      Word256.copy(fields, inputs[i], registers, i * Word256.LONGS);
    }
    body.run(registers, context);
  }
}
