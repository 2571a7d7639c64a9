package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramCodecTest {

  /** Every opcode once, byte by byte as the documentation has it. */
  private static final List<String> EVERY_OPCODE =
      List.of(
          "1234 01 00 0000c350", // number, source, kind, gas
          "02 0a 0b", // two inputs
          "0012", // 18 steps
          "01 00000000000000000000000000000000000000000000000000000000000000ff", // CONST: 2
          "02 0000 0001", // ADD: 3, 4
          "03 0003 0001", // SUBTRACT: 5, 6
          "04 0005 0000 0001", // MULTIPLY_DIVIDE_DOWN: 7, 8, 9
          "05 0007 0009 0000", // MULTIPLY_DIVIDE_UP: 10, 11, 12
          "06 0000 0001", // EQUAL: 13
          "07 000d 0000 0001", // SELECT: 14
          "08 000e", // SPLIT: 15, 16
          "09 0010 000f", // JOIN: 17
          "0a 0000 0001 0011", // HASH: 18
          "0b 06 000001 0000 0001", // READ: 19, 20
          "0c 02 0012", // READ_HASHED: 21, 22
          "0e 07 000d", // ASSERT
          "0d 0014 0015 0004", // WRITE
          "0f 02 02 13 14 0006 0002 0000", // EMIT
          "10 0008 0000 0001 0011", // WITHDRAW
          "11 03 01 000b 0012", // LOG
          "12 0002"); // FINISH

  private static final byte[] BYTES =
      HexFormat.of().parseHex(String.join("", EVERY_OPCODE).replace(" ", ""));

  @Test
  void everyOpcodeByteByByte() {
    Program program = ProgramCodec.decode("every", BYTES);
    assertEquals("every", program.name());
    assertEquals(0x1234, program.id());
    assertEquals(Source.TRANSACTION, program.source());
    assertEquals(0, program.kind());
    assertEquals(50_000, program.gas());
    assertEquals(List.of(Field.ARGUMENT_0, Field.ARGUMENT_1), program.inputs());
    assertEquals(
        List.of(
            Instruction.constant("0xff"),
            Instruction.of(Opcode.ADD, 0, 1),
            Instruction.of(Opcode.SUBTRACT, 3, 1),
            Instruction.of(Opcode.MULTIPLY_DIVIDE_DOWN, 5, 0, 1),
            Instruction.of(Opcode.MULTIPLY_DIVIDE_UP, 7, 9, 0),
            Instruction.of(Opcode.EQUAL, 0, 1),
            Instruction.of(Opcode.SELECT, 13, 0, 1),
            Instruction.of(Opcode.SPLIT, 14),
            Instruction.of(Opcode.JOIN, 16, 15),
            Instruction.of(Opcode.HASH, 0, 1, 17),
            Instruction.read(6, 1, 0, 1),
            Instruction.numbered(Opcode.READ_HASHED, 2, List.of(18)),
            Instruction.numbered(Opcode.ASSERT, 7, List.of(13)),
            Instruction.of(Opcode.WRITE, 20, 21, 4),
            Instruction.emit(2, List.of(Field.CODE, Field.OWNER), List.of(6, 2, 0)),
            Instruction.of(Opcode.WITHDRAW, 8, 0, 1, 17),
            Instruction.numbered(Opcode.LOG, 3, List.of(11, 18)),
            Instruction.of(Opcode.FINISH, 2)),
        program.steps());
    assertArrayEquals(BYTES, program.bytes());
  }

  @Test
  void bytesThatEndTooEarly() {
    for (int length = 0; length < BYTES.length; length++) {
      byte[] cut = Arrays.copyOf(BYTES, length);
      assertEquals("program bytes end too early", fault(cut));
    }
  }

  @Test
  void bytesThatGoOn() {
    assertEquals(
        "program bytes go on behind the last step", fault(Arrays.copyOf(BYTES, BYTES.length + 1)));
  }

  /** Row by row: a line of the bytes above, what stands in its place, and the fault. */
  @ParameterizedTest
  @CsvSource({
    "0, 1234 00 00 0000c350, program bytes hold an unknown source",
    "0, 1234 04 00 0000c350, program bytes hold an unknown source",
    "0, 0000 01 00 0000c350, program 0 (p): has a number outside 1 to 65535",
    "0, 1234 01 01 0000c350, program 4660 (p): has a kind that its source does not allow",
    "0, 1234 01 00 00000000, program 4660 (p): has a gas that its source does not allow",
    "0, 1234 01 00 80000000, program 4660 (p): has a gas that its source does not allow",
    "1, 02 0a 20, program bytes hold an unknown field",
    "1, 02 0a 0a, program 4660 (p): has the input ARGUMENT_0 twice",
    "1, 02 0a 13, program 4660 (p): cannot have the input CODE",
    "2, 0011, program bytes go on behind the last step",
    "2, 0013, program bytes end too early",
    "4, 00 0000 0001, program bytes hold an unknown opcode",
    "4, 13 0000 0001, program bytes hold an unknown opcode",
    "4, ff 0000 0001, program bytes hold an unknown opcode",
    "4, '02 0000 0003', 'program 4660 (p), step 1: uses register 3 before it is written'",
    "13, '0b 08 000001 0000 0001', 'program 4660 (p), step 10: reads a cell of unknown kind 8'",
    "17, 0f 02 02 13 20 0006 0002 0000, program bytes hold an unknown field",
    "17, 0f 02 02 14 13 0006 0000 0002, 'program 4660 (p), step 14: emits its fields out of order'",
    "19, 11 03 ff 000b 0012, program bytes end too early",
  })
  void eachFault(int line, String replacement, String fault) {
    List<String> lines = new ArrayList<>(EVERY_OPCODE);
    lines.set(line, replacement);
    byte[] bytes = HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    assertEquals(fault, fault(bytes));
  }

  private static String fault(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> ProgramCodec.decode("p", bytes))
        .getMessage();
  }

  @Test
  void randomProgramsComeBack() {
    Seeds.run(
        "program round trip",
        seed -> {
          for (Program program : RandomPrograms.set(new Random(seed), 255)) {
            byte[] bytes = program.bytes();
            Program decoded = ProgramCodec.decode(program.name(), bytes);
            assertEquals(program.id(), decoded.id());
            assertEquals(program.source(), decoded.source());
            assertEquals(program.kind(), decoded.kind());
            assertEquals(program.gas(), decoded.gas());
            assertEquals(program.inputs(), decoded.inputs());
            assertEquals(program.steps(), decoded.steps());
            assertEquals(program.cost(), decoded.cost());
            assertEquals(program.registerCount(), decoded.registerCount());
            assertArrayEquals(bytes, decoded.bytes());
          }
        });
  }

  /** There is one encoding of a program: what decodes is what encodes, and the rest has a fault. */
  @Test
  void damagedBytesAreAProgramOrRefused() {
    Seeds.run(
        "program mutations",
        seed -> {
          Random random = new Random(seed);
          List<Program> programs = RandomPrograms.set(random, 100);
          int valid = 0;
          int refused = 0;
          for (int i = 0; i < 10_000; i++) {
            byte[] bytes =
                Mutations.of(programs.get(random.nextInt(programs.size())).bytes(), random);
            Program program = decodeOrNull(bytes);
            if (program == null) {
              refused++;
            } else {
              valid++;
              assertArrayEquals(bytes, program.bytes());
            }
          }
          assertTrue(valid > 1_000, "valid: " + valid);
          assertTrue(refused > 1_000, "refused: " + refused);
        });
  }

  private static final Set<String> FAULTS_OF_BYTES =
      Set.of(
          "program bytes end too early",
          "program bytes go on behind the last step",
          "program bytes hold an unknown source",
          "program bytes hold an unknown field",
          "program bytes hold an unknown opcode");

  private static Program decodeOrNull(byte[] bytes) {
    try {
      return ProgramCodec.decode("damaged", bytes);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      boolean isKnown =
          FAULTS_OF_BYTES.contains(message)
              || message.matches("program \\d+ \\(damaged\\)(, step \\d+)?: .+");
      assertTrue(isKnown, message);
      return null;
    }
  }
}
