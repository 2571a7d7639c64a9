package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the head of a program, its length, and where it ends. */
class ValidationTest {

  private static final Instruction ZERO = Instruction.constant("0x0");
  private static final List<Instruction> FINISH_ZERO =
      List.of(ZERO, Instruction.of(Opcode.FINISH, 0));

  static Stream<Rule> rules() {
    return Stream.of(
        number(0, 1),
        number(65_536, 65_535),
        number(-1, 1),
        kind(Source.TRANSACTION, 21_000, 1, 0),
        kind(Source.MESSAGE, 0, 0, 1),
        kind(Source.MESSAGE, 0, 256, 255),
        kind(Source.EVENT, 0, 0, 1),
        kind(Source.EVENT, 0, 256, 255),
        gas(Source.TRANSACTION, 0, 0, 1),
        gas(Source.TRANSACTION, 0, -1, Integer.MAX_VALUE),
        gas(Source.MESSAGE, 1, 1, 0),
        gas(Source.EVENT, 1, 21_000, 0),
        new Rule(
            "program 1 (p): has the input TIME twice",
            () -> inputs(Source.EVENT, List.of(Field.TIME, Field.OWNER, Field.TIME)),
            () -> inputs(Source.EVENT, List.of(Field.TIME, Field.OWNER, Field.ORIGIN))),
        new Rule(
            "program 1 (p): has more steps than 256",
            () -> steps(padded(257)),
            () -> steps(padded(256))),
        new Rule(
            "program 1 (p), step 0: does not end with FINISH",
            () -> steps(List.of()),
            () -> steps(FINISH_ZERO)),
        new Rule(
            "program 1 (p), step 1: does not end with FINISH",
            () -> steps(List.of(ZERO)),
            () -> steps(FINISH_ZERO)),
        new Rule(
            "program 1 (p), step 1: goes on behind FINISH",
            () -> steps(List.of(ZERO, FINISH_ZERO.getLast(), FINISH_ZERO.getLast())),
            () -> steps(FINISH_ZERO)),
        new Rule(
            "program 1 (p), step 172: has more registers than 512",
            () -> steps(registers(513)),
            () -> steps(registers(512))));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKept(Rule rule) {
    rule.check();
  }

  /** A program has only what starts it can give. */
  @ParameterizedTest
  @EnumSource
  void inputsAreThoseOfTheSource(Source source) {
    Set<Field> given = EnumSet.range(Field.ORIGIN, Field.SENDER);
    given.addAll(
        switch (source) {
          case TRANSACTION -> EnumSet.range(Field.NONCE, Field.ARGUMENT_8);
          case MESSAGE -> EnumSet.range(Field.CODE, Field.WORD_5);
          case EVENT -> {
            Set<Field> fields = EnumSet.of(Field.OWNER, Field.ASSET_1, Field.AMOUNT_1);
            fields.addAll(EnumSet.range(Field.WORD_0, Field.WORD_5));
            yield fields;
          }
        });
    for (Field field : Field.values()) {
      if (given.contains(field)) {
        assertDoesNotThrow(() -> inputs(source, List.of(field)), field::name);
      } else {
        assertEquals(
            "program 1 (p): cannot have the input " + field,
            assertThrows(
                    IllegalArgumentException.class,
                    () -> inputs(source, List.of(field)),
                    field::name)
                .getMessage());
      }
    }
  }

  @Test
  void countsRegisters() {
    assertEquals(512, steps(registers(512)).registerCount());
    assertEquals(2 + 1 + 1 + 2, SmallPrograms.message().registerCount());
  }

  /** Whoever made the lists of a program, or asks for them, cannot change it. */
  @Test
  void cannotChange() {
    List<Field> inputs = new ArrayList<>(List.of(Field.TIME));
    List<Instruction> steps = new ArrayList<>(List.of(ZERO, Instruction.of(Opcode.FINISH, 1)));
    Program program = new Program("p", 1, Source.MESSAGE, 1, 0, inputs, steps);
    byte[] before = program.bytes();
    inputs.clear();
    steps.clear();
    assertEquals(List.of(Field.TIME), program.inputs());
    assertEquals(2, program.steps().size());

    Program decoded = ProgramCodec.decode("p", before);
    assertThrows(UnsupportedOperationException.class, decoded.inputs()::removeLast);
    assertThrows(UnsupportedOperationException.class, decoded.steps()::removeLast);
    assertThrows(
        UnsupportedOperationException.class, decoded.steps().getLast().operands()::removeLast);
  }

  private static Rule number(int broken, int valid) {
    return new Rule(
        "program " + broken + " (p): has a number outside 1 to 65535",
        () -> head(broken, Source.MESSAGE, 1, 0),
        () -> head(valid, Source.MESSAGE, 1, 0));
  }

  private static Rule kind(Source source, int gas, int broken, int valid) {
    return new Rule(
        "program 1 (p): has a kind that its source does not allow",
        () -> head(1, source, broken, gas),
        () -> head(1, source, valid, gas));
  }

  private static Rule gas(Source source, int kind, int broken, int valid) {
    return new Rule(
        "program 1 (p): has a gas that its source does not allow",
        () -> head(1, source, kind, broken),
        () -> head(1, source, kind, valid));
  }

  private static Program head(int id, Source source, int kind, int gas) {
    return new Program("p", id, source, kind, gas, List.of(), FINISH_ZERO);
  }

  private static Program inputs(Source source, List<Field> inputs) {
    boolean isTransaction = source == Source.TRANSACTION;
    List<Instruction> steps = List.of(ZERO, Instruction.of(Opcode.FINISH, inputs.size()));
    int kind = isTransaction ? 0 : 1;
    return new Program("p", 1, source, kind, isTransaction ? 1 : 0, inputs, steps);
  }

  private static Program steps(List<Instruction> steps) {
    return new Program("p", 1, Source.MESSAGE, 1, 0, List.of(), steps);
  }

  /** So many steps that end with FINISH. */
  private static List<Instruction> padded(int count) {
    List<Instruction> steps = new ArrayList<>(Collections.nCopies(count - 1, ZERO));
    steps.add(FINISH_ZERO.getLast());
    return steps;
  }

  /** Steps with 512 or 513 registers: a constant, 170 divisions of three each, and the rest. */
  private static List<Instruction> registers(int count) {
    List<Instruction> steps = new ArrayList<>(List.of(ZERO));
    steps.addAll(Collections.nCopies(170, Instruction.of(Opcode.MULTIPLY_DIVIDE_DOWN, 0, 0, 0)));
    steps.addAll(Collections.nCopies(count - 511, ZERO));
    steps.add(FINISH_ZERO.getLast());
    return steps;
  }
}
