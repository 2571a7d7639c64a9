package io.braid.protocol.program;

import io.braid.protocol.Limits;
import io.braid.protocol.math.Word256;
import java.util.List;

/**
 * Runs a program step by step. This is the definition of what a program does; the other runners
 * must agree with it. Allocates nothing.
 */
public final class Interpreter implements ProgramRunner {

  private final long[] registers = new long[Limits.PROGRAM_REGISTERS_MAX * Word256.LONGS];

  /** Where the register of a key begins: the slot of its cell. */
  private final int[] slots = new int[Limits.PROGRAM_REGISTERS_MAX * Word256.LONGS];

  private final Observer observer;

  /** Sees each step after it ran. */
  interface Observer {
    /** {@code at} is where the step stands in the program's {@link FlatCode}. */
    void afterStep(Program program, int at, long[] registers, boolean isActive);
  }

  /** An interpreter. */
  public Interpreter() {
    this((_, _, _, _) -> {});
  }

  Interpreter(Observer observer) {
    this.observer = observer;
  }

  @Override
  public void run(Program program, StepContext context) {
    context.begin(program);
    loadInputs(program.inputs(), context.fields());
    int[] code = program.flat().code();
    for (int at = 0; at < code.length; at += code[at + FlatCode.LENGTH]) {
      boolean isActive = step(program.flat(), at, context);
      observer.afterStep(program, at, registers, isActive);
      if (context.refusal() != 0) {
        return;
      }
    }
  }

  private void loadInputs(List<Field> inputs, long[] fields) {
    for (int i = 0; i < inputs.size(); i++) {
      Word256.copy(fields, inputs.get(i).at(), registers, i * Word256.LONGS);
    }
  }

  /** Runs one step; false if it is an effect whose predicate is 0. */
  private boolean step(FlatCode flat, int at, StepContext context) {
    Opcode opcode = Opcode.of(flat.code()[at]);
    if (opcode.outputCount() > 0) {
      compute(opcode, flat, at, context);
      return true;
    }
    return affect(opcode, flat.code(), at, context);
  }

  private void compute(Opcode opcode, FlatCode flat, int at, StepContext context) {
    int[] code = flat.code();
    long[] r = registers;
    int out = code[at + FlatCode.OUT];
    int a = operand(code, at, 0);
    int b = operand(code, at, 1);
    int c = operand(code, at, 2);
    switch (opcode) {
      case CONST -> Word256.copy(flat.constants(), code[at + FlatCode.IMMEDIATE], r, out);
      case ADD -> Kernels.add(r, a, b, out);
      case SUBTRACT -> Kernels.subtract(r, a, b, out);
      case MULTIPLY_DIVIDE_DOWN -> context.multiplyDivide(r, a, b, c, false, out);
      case MULTIPLY_DIVIDE_UP -> context.multiplyDivide(r, a, b, c, true, out);
      case EQUAL -> Kernels.equal(r, a, b, out);
      case SELECT -> Kernels.select(r, a, b, c, out);
      case SPLIT -> Kernels.split(r, a, out);
      case JOIN -> Kernels.join(r, a, b, out);
      case HASH -> context.hash(r, a, b, c, out);
      case READ -> {
        int key = out + Word256.LONGS;
        int kind = code[at + FlatCode.IMMEDIATE];
        slots[key] = context.read(r, kind, code[at + FlatCode.REST], a, b, out, key);
      }
      case READ_HASHED -> {
        int key = out + Word256.LONGS;
        slots[key] = context.readHashed(r, code[at + FlatCode.IMMEDIATE], a, out, key);
      }
      default -> throw new IllegalStateException(opcode + " has no outputs");
    }
  }

  private boolean affect(Opcode opcode, int[] code, int at, StepContext context) {
    long[] r = registers;
    int a = operand(code, at, 0);
    return switch (opcode) {
      case WRITE -> {
        boolean isActive = r[operand(code, at, 2)] != 0;
        if (isActive) {
          context.write(r, slots[a], a, operand(code, at, 1));
        }
        yield isActive;
      }
      case ASSERT -> {
        if (r[a] == 0) {
          context.refuse(code[at + FlatCode.IMMEDIATE]);
        }
        yield true;
      }
      case FINISH -> {
        context.finish(r, a);
        yield true;
      }
      default -> {
        if (r[a] != 0) {
          affectIf(opcode, code, at, context);
        }
        yield r[a] != 0;
      }
    };
  }

  private void affectIf(Opcode opcode, int[] code, int at, StepContext context) {
    int end = at + code[at + FlatCode.LENGTH];
    int operands = at + FlatCode.OPERANDS + 1;
    switch (opcode) {
      case EMIT -> {
        context.beginMessage(code[at + FlatCode.IMMEDIATE]);
        for (int i = operands; i < end; i += 2) {
          context.messageField(registers, code[i + 1], code[i]);
        }
      }
      case WITHDRAW ->
          context.withdraw(registers, code[operands], code[operands + 1], code[operands + 2]);
      case LOG -> {
        context.beginLog(code[at + FlatCode.IMMEDIATE]);
        for (int i = operands; i < end; i++) {
          context.logOperand(registers, code[i]);
        }
      }
      default -> throw new IllegalStateException(opcode + " takes no predicate first");
    }
  }

  /** The offset of an operand; meaningless, but not out of bounds, if there are fewer. */
  private static int operand(int[] code, int at, int i) {
    int operandAt = at + FlatCode.OPERANDS + i;
    return operandAt < at + code[at + FlatCode.LENGTH] ? code[operandAt] : 0;
  }
}
