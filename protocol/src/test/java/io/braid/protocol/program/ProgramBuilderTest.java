package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.program.ProgramBuilder.Bool;
import io.braid.protocol.program.ProgramBuilder.Cell;
import io.braid.protocol.program.ProgramBuilder.Difference;
import io.braid.protocol.program.ProgramBuilder.Halves;
import io.braid.protocol.program.ProgramBuilder.Quotient;
import io.braid.protocol.program.ProgramBuilder.Sum;
import io.braid.protocol.program.ProgramBuilder.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What the builder makes of what is written, step by step. */
class ProgramBuilderTest {

  private static final Instruction ZERO = Instruction.constant("0x0");
  private static final Instruction ONE = Instruction.constant("0x1");

  private final ProgramBuilder p = ProgramBuilder.message("built", 300, 7);

  @Test
  void headIsAsAsked() {
    Program message = p.finish(p.constant(0));
    assertHead(message, Source.MESSAGE, 300, 7, 0);
    ProgramBuilder transaction = ProgramBuilder.transaction("sent", 5, 21_000);
    assertHead(transaction.finish(transaction.constant(0)), Source.TRANSACTION, 5, 0, 21_000);
    ProgramBuilder event = ProgramBuilder.event("seen", 513, 1);
    assertHead(event.finish(event.constant(0)), Source.EVENT, 513, 1, 0);
    assertEquals("program 300 (built)", message.toString());
  }

  private static void assertHead(Program program, Source source, int id, int kind, int gas) {
    assertEquals(source, program.source());
    assertEquals(id, program.id());
    assertEquals(kind, program.kind());
    assertEquals(gas, program.gas());
    assertEquals(List.of(ZERO, Instruction.of(Opcode.FINISH, 0)), program.steps());
  }

  /** Inputs come first by the order of the fields, constants where they were first asked for. */
  @Test
  void creditOfABalance() {
    Word owner = p.input(Field.OWNER);
    Word asset = p.input(Field.ASSET_1);
    Cell cell = p.read(CellKind.HOLDING, 0, owner, asset);
    p.write(cell, p.add(cell.value(), p.input(Field.AMOUNT_1)).value());
    Program program = p.finish(p.input(Field.CODE));
    assertEquals(List.of(Field.CODE, Field.OWNER, Field.ASSET_1, Field.AMOUNT_1), program.inputs());
    assertEquals(
        List.of(
            ONE,
            Instruction.read(1, 0, 1, 2),
            Instruction.of(Opcode.ADD, 5, 3),
            Instruction.of(Opcode.WRITE, 6, 7, 4),
            Instruction.of(Opcode.FINISH, 0)),
        program.steps());
  }

  @Test
  void everyOpcodeIsWritten() {
    ProgramBuilder t = ProgramBuilder.transaction("all", 1, 50_000);
    Word a = t.input(Field.ARGUMENT_0);
    Word b = t.input(Field.ARGUMENT_1);
    t.require(t.isEqual(a, b), 9);
    Sum sum = t.add(a, b);
    Difference difference = t.subtract(sum.value(), b);
    Quotient down = t.multiplyDivideDown(difference.value(), a, b);
    Quotient up = t.multiplyDivideUp(down.value(), down.remainder(), a);
    Halves halves = t.split(up.value());
    Word joined = t.join(halves.low(), a);
    Word digest = t.hash(halves.high(), b, joined);
    Cell packed = t.read(CellKind.POOL_CUMULATIVE, 1, a, b);
    Cell hashed = t.readHashed(CellKind.ALLOWANCE, digest);
    t.write(packed, hashed.value(), sum.carry());
    t.write(hashed, packed.value(), difference.borrow());
    Map<Field, Word> fields = new EnumMap<>(Field.class);
    fields.put(Field.AMOUNT_1, a);
    fields.put(Field.OWNER, b);
    t.emit(2, down.flag(), fields);
    t.withdraw(up.flag(), a, b, joined);
    t.log(3, t.yes(), digest);
    assertEquals(
        List.of(
            ONE,
            Instruction.of(Opcode.EQUAL, 0, 1),
            Instruction.numbered(Opcode.ASSERT, 9, List.of(3)),
            Instruction.of(Opcode.ADD, 0, 1),
            Instruction.of(Opcode.SUBTRACT, 4, 1),
            Instruction.of(Opcode.MULTIPLY_DIVIDE_DOWN, 6, 0, 1),
            Instruction.of(Opcode.MULTIPLY_DIVIDE_UP, 8, 10, 0),
            Instruction.of(Opcode.SPLIT, 11),
            Instruction.of(Opcode.JOIN, 15, 0),
            Instruction.of(Opcode.HASH, 14, 1, 16),
            Instruction.read(6, 1, 0, 1),
            Instruction.numbered(Opcode.READ_HASHED, 2, List.of(17)),
            Instruction.of(Opcode.WRITE, 19, 20, 5),
            Instruction.of(Opcode.WRITE, 21, 18, 7),
            Instruction.emit(2, List.of(Field.OWNER, Field.AMOUNT_1), List.of(9, 1, 0)),
            Instruction.of(Opcode.WITHDRAW, 12, 0, 1, 16),
            Instruction.numbered(Opcode.LOG, 3, List.of(2, 17)),
            Instruction.of(Opcode.FINISH, 2)),
        t.finish(t.constant(1)).steps());
  }

  @Test
  void knownConditionsAreFolded() {
    Bool yes = p.yes();
    Bool no = p.no();
    Bool x = p.isZero(p.input(Field.OWNER));
    assertEquals(no, p.not(yes));
    assertEquals(yes, p.not(no));
    assertFolded(p::and, yes, no, x);
    assertFolded(p::or, no, yes, x);
    Word a = p.input(Field.AMOUNT_1);
    Word b = p.input(Field.AMOUNT_2);
    assertEquals(a, p.select(yes, a, b));
    assertEquals(b, p.select(no, a, b));
    assertEquals(a, p.select(x, a, a));
    assertEquals(x, p.select(yes, x, no));
    assertEquals(no, p.select(no, x, no));
  }

  /** With its neutral element the other one is left, with the other constant nothing else is. */
  private static void assertFolded(
      BiFunction<Bool, Bool, Bool> operation, Bool neutral, Bool decisive, Bool x) {
    assertEquals(x, operation.apply(neutral, x));
    assertEquals(x, operation.apply(x, neutral));
    assertEquals(decisive, operation.apply(decisive, x));
    assertEquals(decisive, operation.apply(x, decisive));
    assertEquals(neutral, operation.apply(neutral, neutral));
    assertEquals(decisive, operation.apply(decisive, neutral));
    assertEquals(decisive, operation.apply(neutral, decisive));
    assertEquals(decisive, operation.apply(decisive, decisive));
  }

  @Test
  void otherConditionsAreSelections() {
    Bool x = p.isZero(p.input(Field.OWNER));
    Bool y = p.isZero(p.input(Field.PAYEE));
    p.log(1, p.and(x, y));
    p.log(2, p.or(x, y));
    p.log(3, p.not(x));
    assertEquals(
        List.of(
            ZERO,
            ONE,
            Instruction.of(Opcode.EQUAL, 0, 2),
            Instruction.of(Opcode.EQUAL, 1, 2),
            Instruction.of(Opcode.SELECT, 4, 5, 2),
            Instruction.numbered(Opcode.LOG, 1, List.of(6)),
            Instruction.of(Opcode.SELECT, 4, 3, 5),
            Instruction.numbered(Opcode.LOG, 2, List.of(7)),
            Instruction.of(Opcode.SELECT, 4, 2, 3),
            Instruction.numbered(Opcode.LOG, 3, List.of(8)),
            Instruction.of(Opcode.FINISH, 2)),
        p.finish(p.constant(0)).steps());
  }

  @Test
  void equalStepsWithoutEffectAreShared() {
    Word a = p.input(Field.AMOUNT_1);
    Word b = p.input(Field.AMOUNT_2);
    assertEquals(a, p.input(Field.AMOUNT_1));
    assertEquals(p.constant(17), p.constant("0x11"));
    assertEquals(p.yes().register(), p.constant(1).register());
    assertEquals(p.add(a, b), p.add(a, b));
    assertEquals(p.less(a, b), p.subtract(a, b).borrow());
    assertEquals(p.multiplyDivideUp(a, b, a), p.multiplyDivideUp(a, b, a));
    assertEquals(p.split(a), p.split(a));
    assertEquals(p.hash(a, b, a), p.hash(a, b, a));
  }

  @Test
  void differentStepsAreNotShared() {
    Word a = p.input(Field.AMOUNT_1);
    Word b = p.input(Field.AMOUNT_2);
    assertNotEquals(p.add(a, b), p.add(b, a));
    assertNotEquals(p.subtract(a, b), p.subtract(b, a));
    assertNotEquals(p.multiplyDivideDown(a, b, a), p.multiplyDivideUp(a, b, a));
    assertNotEquals(p.join(a, b), p.join(b, a));
  }

  /** A cell may have changed between two reads; and what one read must not pass the other. */
  @Test
  void readsAndWritesStayInOrderAndAreNotShared() {
    Word owner = p.input(Field.OWNER);
    Word asset = p.input(Field.ASSET_1);
    Cell first = p.read(CellKind.HOLDING, 0, owner, asset);
    p.write(first, p.input(Field.AMOUNT_1));
    Cell second = p.read(CellKind.HOLDING, 0, owner, asset);
    p.write(second, p.add(second.value(), first.value()).value());
    p.log(1, p.yes(), second.value());
    assertEquals(
        List.of(
            ONE,
            Instruction.read(1, 0, 0, 1),
            Instruction.of(Opcode.WRITE, 5, 2, 3),
            Instruction.read(1, 0, 0, 1),
            Instruction.of(Opcode.ADD, 6, 4),
            Instruction.of(Opcode.WRITE, 7, 8, 3),
            Instruction.numbered(Opcode.LOG, 1, List.of(3, 6)),
            Instruction.of(Opcode.FINISH, 3)),
        p.finish(p.constant(1)).steps());
  }

  @Test
  void whatNobodyUsesIsLeftOut() {
    Word used = p.input(Field.AMOUNT_2);
    Word unused = p.input(Field.AMOUNT_1);
    p.hash(p.add(unused, used).value(), unused, unused);
    p.read(CellKind.HOLDING, 0, unused, used);
    Cell kept = p.read(CellKind.HOLDING, 0, used, p.constant(0));
    p.log(1, p.subtract(kept.value(), used).borrow());
    Program program = p.finish(p.constant(0));
    assertEquals(List.of(Field.AMOUNT_2), program.inputs());
    assertEquals(
        List.of(
            ZERO,
            Instruction.read(1, 0, 0, 1),
            Instruction.of(Opcode.SUBTRACT, 2, 0),
            Instruction.numbered(Opcode.LOG, 1, List.of(5)),
            Instruction.of(Opcode.FINISH, 1)),
        program.steps());
  }

  @Test
  void messageMayHaveNoFields() {
    p.emit(4, p.yes(), new EnumMap<>(Field.class));
    p.emit(4, p.no(), Map.of());
    assertEquals(
        "program 300 (built), step 3: emits a second message",
        assertThrows(IllegalArgumentException.class, () -> p.finish(p.constant(0))).getMessage());

    ProgramBuilder once = ProgramBuilder.message("once", 1, 1);
    once.emit(4, once.yes(), Map.of());
    assertEquals(
        Instruction.emit(4, List.of(), List.of(0)), once.finish(once.constant(1)).steps().get(1));
  }

  @Test
  void constantsAreChecked() {
    assertEquals(
        "negative constant: -1",
        assertThrows(IllegalArgumentException.class, () -> p.constant(-1)).getMessage());
    assertEquals(
        "a leading zero: 0x01",
        assertThrows(IllegalArgumentException.class, () -> p.constant("0x01")).getMessage());
    p.log(1, p.yes(), p.constant(Long.MAX_VALUE));
    assertEquals(
        Instruction.constant("0x7fffffffffffffff"), p.finish(p.constant(1)).steps().get(1));
  }
}
