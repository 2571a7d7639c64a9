package io.braid.protocol.program;

import io.braid.protocol.codec.ByteReader;
import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.math.Word256;
import java.util.ArrayList;
import java.util.List;

/**
 * Program bytes: canonical, big-endian, bit for bit in {@code docs/protocol/programs.md}.
 *
 * <pre>
 * u16 number · u8 source · u8 kind · u32 gas
 * u8 count · inputs: u8 field
 * u16 count · steps: u8 opcode · immediates · operands: u16 register
 * </pre>
 */
public final class ProgramCodec {

  private ProgramCodec() {}

  /** The bytes of a program. Its name is not in them. */
  static byte[] encode(Program program) {
    ByteWriter out = new ByteWriter();
    write(out, 2, program.id());
    write(out, 1, program.source().code());
    write(out, 1, program.kind());
    write(out, 4, program.gas());
    write(out, 1, program.inputs().size());
    program.inputs().forEach(field -> write(out, 1, field.code()));
    write(out, 2, program.steps().size());
    for (Instruction step : program.steps()) {
      encode(out, step);
    }
    return out.toByteArray();
  }

  private static void encode(ByteWriter out, Instruction step) {
    write(out, 1, step.opcode().code());
    switch (step.opcode()) {
      case CONST -> {
        long[] word = new long[Word256.LONGS];
        Word256.parseHex(step.constant(), word, 0);
        out.writeWord(word, 0);
      }
      case READ -> {
        write(out, 1, step.number());
        write(out, 3, step.rest());
      }
      case READ_HASHED, ASSERT -> write(out, 1, step.number());
      case EMIT -> {
        write(out, 1, step.number());
        write(out, 1, step.fields().size());
        step.fields().forEach(field -> write(out, 1, field.code()));
      }
      case LOG -> {
        write(out, 1, step.number());
        write(out, 1, step.operands().size() - 1);
      }
      default -> {}
    }
    step.operands().forEach(register -> write(out, 2, register));
  }

  private static void write(ByteWriter out, int bytes, int value) {
    out.writeInteger(value, bytes);
  }

  /**
   * Reads a program.
   *
   * @throws IllegalArgumentException naming the fault, if the bytes are not those of a valid
   *     program
   */
  public static Program decode(String name, byte[] bytes) {
    Reader in = new Reader(bytes);
    int id = in.read(2);
    Source source = known(Source.of(in.read(1)), "source");
    int kind = in.read(1);
    int gas = in.read(4);
    List<Field> inputs = new ArrayList<>();
    for (int left = in.read(1); left > 0; left--) {
      inputs.add(known(Field.of(in.read(1)), "field"));
    }
    List<Instruction> steps = new ArrayList<>();
    for (int left = in.read(2); left > 0; left--) {
      steps.add(decodeStep(in));
    }
    if (!in.isAtEnd()) {
      throw new IllegalArgumentException("program bytes go on behind the last step");
    }
    return new Program(name, id, source, kind, gas, inputs, steps);
  }

  private static Instruction decodeStep(Reader in) {
    Opcode opcode = known(Opcode.of(in.read(1)), "opcode");
    return switch (opcode) {
      case CONST -> Instruction.constant(in.readWord());
      case READ -> {
        int kind = in.read(1);
        int rest = in.read(3);
        yield Instruction.read(kind, rest, in.read(2), in.read(2));
      }
      case READ_HASHED, ASSERT -> {
        int number = in.read(1);
        yield Instruction.numbered(opcode, number, in.readRegisters(1));
      }
      case EMIT -> {
        int kind = in.read(1);
        List<Field> fields = new ArrayList<>();
        for (int left = in.read(1); left > 0; left--) {
          fields.add(known(Field.of(in.read(1)), "field"));
        }
        yield Instruction.emit(kind, fields, in.readRegisters(1 + fields.size()));
      }
      case LOG -> {
        int template = in.read(1);
        int operands = in.read(1);
        yield Instruction.numbered(opcode, template, in.readRegisters(1 + operands));
      }
      default -> Instruction.numbered(opcode, 0, in.readRegisters(operandCount(opcode)));
    };
  }

  private static int operandCount(Opcode opcode) {
    return switch (opcode) {
      case ADD, SUBTRACT, EQUAL, JOIN -> 2;
      case MULTIPLY_DIVIDE_DOWN, MULTIPLY_DIVIDE_UP, SELECT, HASH, WRITE -> 3;
      case SPLIT, FINISH -> 1;
      case WITHDRAW -> 4;
      default -> throw new IllegalStateException(opcode + " is read by itself");
    };
  }

  private static <T> T known(T value, String what) {
    if (value == null) {
      throw new IllegalArgumentException("program bytes hold an unknown " + what);
    }
    return value;
  }

  /** Reads numbers; the end of the bytes is a fault. */
  private static final class Reader {
    private final ByteReader in;

    Reader(byte[] bytes) {
      this.in = new ByteReader().open(bytes, 0, bytes.length);
    }

    int read(int count) {
      int value = (int) in.readInteger(count);
      requireMore();
      return value;
    }

    String readWord() {
      long[] word = new long[Word256.LONGS];
      in.readWord(Word256.BYTES, word, 0);
      requireMore();
      return Word256.toHex(word, 0);
    }

    List<Integer> readRegisters(int count) {
      List<Integer> registers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        registers.add(read(2));
      }
      return registers;
    }

    boolean isAtEnd() {
      return in.remaining() == 0;
    }

    private void requireMore() {
      if (in.isOverrun()) {
        throw new IllegalArgumentException("program bytes end too early");
      }
    }
  }
}
