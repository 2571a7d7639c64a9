package io.braid.protocol.program;

import static io.braid.protocol.program.SmallPrograms.BOOL;
import static io.braid.protocol.program.SmallPrograms.KEY;
import static io.braid.protocol.program.SmallPrograms.OTHER;
import static io.braid.protocol.program.SmallPrograms.VALUE;
import static io.braid.protocol.program.SmallPrograms.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {

  /** What the steps cost that all small programs have: two constants, a read, FINISH. */
  private static final Cost FRAME = new Cost(4, 0, 1, 1, 0, 0, 0);

  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(Instruction.constant("0x1"), new Cost(1, 0, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.ADD, WORD, OTHER), new Cost(1, 1, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.SUBTRACT, WORD, OTHER), new Cost(1, 1, 0, 0, 0, 0, 0)),
        Arguments.of(
            Instruction.of(Opcode.MULTIPLY_DIVIDE_DOWN, WORD, WORD, WORD),
            new Cost(1, 8, 0, 0, 0, 0, 0)),
        Arguments.of(
            Instruction.of(Opcode.MULTIPLY_DIVIDE_UP, WORD, WORD, WORD),
            new Cost(1, 8, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.EQUAL, WORD, OTHER), new Cost(1, 1, 0, 0, 0, 0, 0)),
        Arguments.of(
            Instruction.of(Opcode.SELECT, BOOL, WORD, OTHER), new Cost(1, 0, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.SPLIT, WORD), new Cost(1, 0, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.JOIN, WORD, OTHER), new Cost(1, 0, 0, 0, 0, 0, 0)),
        Arguments.of(Instruction.of(Opcode.HASH, WORD, WORD, WORD), new Cost(1, 0, 0, 0, 6, 0, 0)),
        Arguments.of(Instruction.read(1, 0, WORD, OTHER), new Cost(1, 0, 1, 1, 0, 0, 0)),
        Arguments.of(
            Instruction.numbered(Opcode.READ_HASHED, 2, List.of(WORD)),
            new Cost(1, 0, 1, 1, 0, 0, 0)),
        Arguments.of(
            Instruction.of(Opcode.WRITE, KEY, VALUE, BOOL), new Cost(1, 0, 1, 0, 0, 65, 0)),
        Arguments.of(
            Instruction.numbered(Opcode.ASSERT, 1, List.of(BOOL)), new Cost(1, 0, 0, 0, 0, 0, 0)),
        Arguments.of(emit(0), new Cost(1, 0, 0, 0, 0, 61, 1)),
        Arguments.of(emit(1), new Cost(2, 0, 0, 0, 0, 93, 1)),
        Arguments.of(emit(3), new Cost(2, 0, 0, 0, 0, 157, 1)),
        Arguments.of(emit(4), new Cost(3, 0, 0, 0, 0, 189, 1)),
        Arguments.of(
            Instruction.of(Opcode.WITHDRAW, BOOL, WORD, OTHER, VALUE),
            new Cost(1, 0, 0, 0, 0, 44, 0)),
        Arguments.of(Instruction.numbered(Opcode.LOG, 1, List.of(BOOL, WORD)), Cost.ZERO));
  }

  private static Instruction emit(int fieldCount) {
    Set<Field> fields = EnumSet.range(Field.OWNER, Field.WORD_5);
    List<Integer> operands = new ArrayList<>(List.of(BOOL));
    List<Field> some = List.copyOf(fields).subList(0, fieldCount);
    some.forEach(_ -> operands.add(WORD));
    return Instruction.emit(2, some, operands);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void costOfAStep(Instruction step, Cost cost) {
    assertEquals(FRAME.plus(cost), SmallPrograms.transaction(step).cost());
    Cost twice = FRAME.plus(cost).plus(cost);
    if (step.opcode() != Opcode.EMIT) {
      assertEquals(twice, SmallPrograms.transaction(step, step).cost());
    }
  }

  @Test
  void frame() {
    assertEquals(FRAME, SmallPrograms.message().cost());
  }

  @Test
  void plusAddsEachComponent() {
    Cost a = new Cost(1, 2, 3, 4, 5, 6, 7);
    Cost b = new Cost(100, 200, 300, 400, 500, 600, 700);
    assertEquals(new Cost(101, 202, 303, 404, 505, 606, 707), a.plus(b));
    assertEquals(a, a.plus(Cost.ZERO));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void eachComponentCounts(int component) {
    Cost five = filled(5, component, 5);
    assertTrue(five.isAtMost(filled(5, component, 5)));
    assertTrue(filled(5, component, 4).isAtMost(five));
    assertFalse(filled(5, component, 6).isAtMost(five));
    // Less of all others makes up for nothing.
    assertFalse(filled(0, component, 6).isAtMost(five));
    Cost most = filled(0, component, Integer.MAX_VALUE);
    assertEquals(most, most.plus(Cost.ZERO));
    assertThrows(ArithmeticException.class, () -> most.plus(filled(0, component, 1)));
  }

  private static Cost filled(int others, int component, int value) {
    int[] c = {others, others, others, others, others, others, others};
    c[component] = value;
    return new Cost(c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
  }
}
