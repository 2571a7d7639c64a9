package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.crypto.Keccak256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramSetTest {

  private static final Program SENT = program("sent", 7, Source.TRANSACTION, 0);
  private static final Program TOLD = program("told", 300, Source.MESSAGE, 255);
  private static final Program SEEN = program("seen", 2, Source.EVENT, 255);

  private static Program program(String name, int id, Source source, int kind) {
    int gas = source == Source.TRANSACTION ? 21_000 : 0;
    List<Instruction> steps =
        List.of(
            Instruction.constant("0x1"),
            Instruction.read(1, 0, 0, 1),
            Instruction.of(Opcode.ADD, 0, 3),
            Instruction.of(Opcode.WRITE, 4, 5, 6),
            Instruction.constant("0x" + "5a".repeat(32)),
            Instruction.of(Opcode.FINISH, 2));
    return new Program(name, id, source, kind, gas, SmallPrograms.INPUTS, steps);
  }

  @Test
  void findsPrograms() {
    ProgramSet set = ProgramSet.of(List.of(SENT, TOLD, SEEN));
    assertEquals(List.of(SEEN, SENT, TOLD), set.programs());
    for (int id = -1; id <= 301; id++) {
      Program expected = id == 7 ? SENT : id == 300 ? TOLD : id == 2 ? SEEN : null;
      assertSame(expected, set.byId(id));
    }
    assertNull(set.byId(65_535));
    for (int kind = 0; kind <= 255; kind++) {
      assertSame(kind == 255 ? TOLD : null, set.forMessage(kind));
      assertSame(kind == 255 ? SEEN : null, set.forEvent(kind));
    }
    assertNull(ProgramSet.of(List.of()).byId(0));
  }

  @Test
  void numberAndKindAreTakenOnce() {
    assertTaken("program 7 (twin) stands in the place of program 7 (sent)", SENT, "twin", 7, 1);
    assertTaken("program 9 (twin) stands in the place of program 2 (seen)", SEEN, "twin", 9, 255);
    Program twin = program("twin", 301, Source.MESSAGE, 255);
    assertEquals(
        "program 301 (twin) stands in the place of program 300 (told)",
        assertThrows(IllegalArgumentException.class, () -> ProgramSet.of(List.of(twin, TOLD)))
            .getMessage());
    // A message and an event of one kind are two things, and so are two transactions.
    assertEquals(3, ProgramSet.of(List.of(TOLD, SEEN, SENT)).programs().size());
    Program other = program("other", 8, Source.TRANSACTION, 0);
    assertEquals(List.of(SENT, other), ProgramSet.of(List.of(other, SENT)).programs());
  }

  private static void assertTaken(String fault, Program program, String name, int id, int kind) {
    Program twin = program(name, id, Source.EVENT, kind);
    assertEquals(
        fault,
        assertThrows(IllegalArgumentException.class, () -> ProgramSet.of(List.of(program, twin)))
            .getMessage());
  }

  @Test
  void commitmentIsTheHashOfThePrograms() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Program program : List.of(SEEN, SENT, TOLD)) {
      byte[] of = program.bytes();
      bytes.writeBytes(ByteBuffer.allocate(4).putInt(of.length).array());
      bytes.writeBytes(of);
    }
    String expected = HexFormat.of().formatHex(Keccak256.hash(bytes.toByteArray()));
    assertEquals(expected, commitment(SENT, TOLD, SEEN));
    assertEquals(expected, commitment(TOLD, SEEN, SENT));
    // A name is for people alone.
    assertEquals(expected, commitment(program("renamed", 7, Source.TRANSACTION, 0), TOLD, SEEN));
  }

  /** Each bit of a program that may change to give another program changes the commitment. */
  @Test
  void commitmentChangesWithEveryByte() {
    Set<String> seen = new HashSet<>();
    seen.add(commitment(SENT, TOLD));
    int changed = 0;
    for (int bit = 0; bit < TOLD.bytes().length * Byte.SIZE; bit++) {
      byte[] bytes = TOLD.bytes();
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Program other = decodeOrNull(bytes);
      if (other != null) {
        changed++;
        assertTrue(seen.add(commitment(SENT, other)), "bit " + bit);
      }
    }
    assertTrue(changed > 256, "changed: " + changed);
    assertTrue(seen.add(commitment(SENT)));
    assertTrue(seen.add(commitment(SENT, SEEN)));
    assertTrue(seen.add(commitment()));
  }

  private static Program decodeOrNull(byte[] bytes) {
    try {
      return ProgramCodec.decode("changed", bytes);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String commitment(Program... programs) {
    return HexFormat.of().formatHex(ProgramSet.of(List.of(programs)).commitment());
  }
}
