package io.braid.protocol.program;

import static io.braid.protocol.program.SmallPrograms.BOOL;
import static io.braid.protocol.program.SmallPrograms.CODE;
import static io.braid.protocol.program.SmallPrograms.KEY;
import static io.braid.protocol.program.SmallPrograms.NEXT;
import static io.braid.protocol.program.SmallPrograms.OTHER;
import static io.braid.protocol.program.SmallPrograms.VALUE;
import static io.braid.protocol.program.SmallPrograms.WORD;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for what a single step may do, and for the types that it gives. */
class ValidationStepsTest {

  private static final Instruction WRITE = Instruction.of(Opcode.WRITE, KEY, VALUE, BOOL);
  private static final Instruction EMIT = emit(2, List.of(Field.OWNER), WORD);
  private static final Instruction WITHDRAW =
      Instruction.of(Opcode.WITHDRAW, BOOL, WORD, OTHER, VALUE);
  private static final Instruction LOG = log(1);
  private static final Instruction ASSERT = assertion(1);

  static Stream<Rule> rules() {
    return Stream.of(
        Rule.step("reads a cell of unknown kind 0", read(0, 0), read(1, 0)),
        Rule.step("reads a cell of unknown kind 8", read(8, 0), read(7, 0)),
        Rule.step("reads a cell of unknown kind 0", readHashed(0), readHashed(2)),
        Rule.step("reads ALLOWANCE by the wrong sort of key", read(2, 0), read(1, 0)),
        Rule.step("reads HOLDING by the wrong sort of key", readHashed(1), readHashed(2)),
        Rule.step(
            "reads a cell whose rest has more than 24 bits", read(6, 1 << 24), read(6, 0xffffff)),
        Rule.step("reads a cell whose rest has more than 24 bits", read(6, -1), read(6, 0)),
        Rule.step("has a message kind outside 1 to 255", emit(0), emit(1)),
        Rule.step("has a message kind outside 1 to 255", emit(256), emit(255)),
        Rule.steps(1, "emits a second message", steps(EMIT, EMIT), steps(EMIT)),
        Rule.step(
            "emits its fields out of order",
            emit(2, List.of(Field.AMOUNT_1, Field.ASSET_1), WORD, OTHER),
            emit(2, List.of(Field.ASSET_1, Field.AMOUNT_1), WORD, OTHER)),
        Rule.step(
            "emits its fields out of order",
            emit(2, List.of(Field.OWNER, Field.OWNER), WORD, OTHER),
            emit(2, List.of(Field.OWNER, Field.PAYEE), WORD, OTHER)),
        code(WORD),
        code(VALUE),
        Rule.steps(4, "withdraws more often than 4 times", times(5, WITHDRAW), times(4, WITHDRAW)),
        Rule.steps(16, "logs more often than 16 times", times(17, LOG), times(16, LOG)),
        Rule.step("logs more than 8 operands", logWith(9), logWith(8)),
        Rule.step("has a log template outside 1 to 255", log(0), log(1)),
        Rule.step("has a log template outside 1 to 255", log(256), log(255)),
        reason(0, 1),
        reason(256, 255),
        new Rule(
            SmallPrograms.blamed(0) + "asserts, but is not a transaction's",
            () -> SmallPrograms.message(ASSERT),
            () -> SmallPrograms.transaction(ASSERT)),
        new Rule(
            SmallPrograms.blamed(0) + "asserts, but is not a transaction's",
            () -> SmallPrograms.event(ASSERT),
            () -> SmallPrograms.transaction(ASSERT)),
        behind(WRITE),
        behind(EMIT),
        behind(WITHDRAW),
        behind(LOG));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKept(Rule rule) {
    rule.check();
  }

  @ParameterizedTest
  @EnumSource
  void fieldsOfAMessageAreThoseOfAMessage(Field field) {
    Instruction emit = emit(2, List.of(field), BOOL);
    if (field.compareTo(Field.CODE) >= 0) {
      assertDoesNotThrow(() -> SmallPrograms.message(emit));
    } else {
      assertEquals(
          SmallPrograms.blamed(0) + "emits the field " + field,
          assertThrows(IllegalArgumentException.class, () -> SmallPrograms.message(emit))
              .getMessage());
    }
  }

  /** The narrowest type of a constant. */
  @ParameterizedTest
  @CsvSource({
    "0x0, BOOL",
    "0x1, BOOL",
    "0x2, CODE",
    "0xff, CODE",
    "0x100, WORD",
    "0x10000000000000000, WORD",
    "0x10000000000000001, WORD",
    "0x100000000000000000000000000000001, WORD",
    "0x1000000000000000000000000000000000000000000000001, WORD",
    "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, WORD",
  })
  void typeOfAConstant(String hex, String type) {
    assertType(type, NEXT, Instruction.constant(hex));
  }

  /** Outputs as their opcodes give them, in order. */
  @Test
  void typesOfOutputs() {
    Instruction add = Instruction.of(Opcode.ADD, BOOL, BOOL);
    assertType("WORD", NEXT, add);
    assertType("BOOL", NEXT + 1, add);
    Instruction subtract = Instruction.of(Opcode.SUBTRACT, BOOL, BOOL);
    assertType("WORD", NEXT, subtract);
    assertType("BOOL", NEXT + 1, subtract);
    for (Opcode opcode : List.of(Opcode.MULTIPLY_DIVIDE_DOWN, Opcode.MULTIPLY_DIVIDE_UP)) {
      Instruction divide = Instruction.of(opcode, BOOL, BOOL, BOOL);
      assertType("WORD", NEXT, divide);
      assertType("BOOL", NEXT + 1, divide);
      assertType("WORD", NEXT + 2, divide);
    }
    assertType("BOOL", NEXT, Instruction.of(Opcode.EQUAL, WORD, OTHER));
    assertType("WORD", NEXT, Instruction.of(Opcode.SPLIT, BOOL));
    assertType("WORD", NEXT + 1, Instruction.of(Opcode.SPLIT, BOOL));
    assertType("WORD", NEXT, Instruction.of(Opcode.JOIN, BOOL, BOOL));
    assertType("WORD", NEXT, Instruction.of(Opcode.HASH, BOOL, BOOL, BOOL));
    assertType("WORD", NEXT, read(1, 0));
    assertType("WORD", NEXT, readHashed(2));
  }

  /** A selection can be no more than the wider of the two is. */
  @ParameterizedTest
  @CsvSource({
    "2, 2, BOOL",
    "2, 3, CODE",
    "3, 2, CODE",
    "3, 3, CODE",
    "2, 0, WORD",
    "0, 2, WORD",
    "3, 0, WORD",
    "0, 3, WORD",
    "0, 1, WORD",
  })
  void typeOfASelection(int a, int b, String type) {
    assertType(type, NEXT, Instruction.of(Opcode.SELECT, BOOL, a, b));
  }

  @Test
  void codeOfAMessageIsACode() {
    Instruction zero = Instruction.constant("0x0");
    List<Instruction> steps = List.of(zero, Instruction.of(Opcode.FINISH, 0));
    assertDoesNotThrow(() -> new Program("p", 1, Source.MESSAGE, 1, 0, List.of(Field.CODE), steps));
    assertEquals(
        "program 1 (p), step 1: takes register 0 for a code, which it is not",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Program("p", 1, Source.MESSAGE, 1, 0, List.of(Field.OWNER), steps))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, a leading zero: 0x00",
    "1, not 0x and 1 to 64 hexadecimal digits: 1",
  })
  void constantIsCanonical(String hex, String fault) {
    assertEquals(
        fault,
        assertThrows(
                IllegalArgumentException.class,
                () -> SmallPrograms.message(Instruction.constant(hex)))
            .getMessage());
  }

  /** A register's type shows in where it may stand: as a bool, as a code, or as neither. */
  private static void assertType(String type, int register, Instruction step) {
    Instruction asBool = Instruction.numbered(Opcode.LOG, 1, List.of(register));
    Instruction asCode = Instruction.emit(1, List.of(Field.CODE), List.of(BOOL, register));
    assertTaken(type.equals("BOOL"), "bool", register, step, asBool);
    assertTaken(!type.equals("WORD"), "code", register, step, asCode);
  }

  private static void assertTaken(
      boolean expected, String what, int register, Instruction step, Instruction use) {
    if (expected) {
      assertDoesNotThrow(() -> SmallPrograms.message(step, use));
    } else {
      assertEquals(
          "%stakes register %d for a %s, which it is not"
              .formatted(SmallPrograms.blamed(1), register, what),
          assertThrows(IllegalArgumentException.class, () -> SmallPrograms.message(step, use))
              .getMessage());
    }
  }

  private static Rule code(int register) {
    return Rule.step(
        "takes register " + register + " for a code, which it is not",
        emit(2, List.of(Field.CODE, Field.OWNER), register, WORD),
        emit(2, List.of(Field.CODE, Field.OWNER), CODE, WORD));
  }

  private static Rule reason(int broken, int valid) {
    return Rule.transactionSteps(
        0,
        "asserts for a reason outside 1 to 255",
        steps(assertion(broken)),
        steps(assertion(valid)));
  }

  private static Rule behind(Instruction effect) {
    return Rule.transactionSteps(
        1, "asserts behind an effect", steps(effect, ASSERT), steps(ASSERT, effect));
  }

  private static Instruction read(int kind, int rest) {
    return Instruction.read(kind, rest, WORD, OTHER);
  }

  private static Instruction readHashed(int kind) {
    return Instruction.numbered(Opcode.READ_HASHED, kind, List.of(WORD));
  }

  private static Instruction emit(int kind) {
    return emit(kind, List.of(Field.OWNER), WORD);
  }

  private static Instruction emit(int kind, List<Field> fields, int... values) {
    List<Integer> operands = new ArrayList<>(List.of(BOOL));
    for (int value : values) {
      operands.add(value);
    }
    return Instruction.emit(kind, fields, operands);
  }

  private static Instruction log(int template) {
    return Instruction.numbered(Opcode.LOG, template, List.of(BOOL, WORD));
  }

  private static Instruction logWith(int operandCount) {
    List<Integer> operands = new ArrayList<>(List.of(BOOL));
    operands.addAll(Collections.nCopies(operandCount, WORD));
    return Instruction.numbered(Opcode.LOG, 1, operands);
  }

  private static Instruction assertion(int reason) {
    return Instruction.numbered(Opcode.ASSERT, reason, List.of(BOOL));
  }

  private static Instruction[] steps(Instruction... steps) {
    return steps;
  }

  private static Instruction[] times(int count, Instruction step) {
    return Collections.nCopies(count, step).toArray(Instruction[]::new);
  }
}
