package io.braid.protocol.program;

import static io.braid.protocol.program.SmallPrograms.BOOL;
import static io.braid.protocol.program.SmallPrograms.CODE;
import static io.braid.protocol.program.SmallPrograms.KEY;
import static io.braid.protocol.program.SmallPrograms.NEXT;
import static io.braid.protocol.program.SmallPrograms.OTHER;
import static io.braid.protocol.program.SmallPrograms.VALUE;
import static io.braid.protocol.program.SmallPrograms.WORD;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.braid.protocol.cell.CellKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the operands of a step: how many, written before, and of which type. */
class ValidationOperandsTest {

  /** What may stand in the place of an operand. */
  private enum Place {
    WORD,
    BOOL,
    KEY
  }

  /** A valid step of each opcode that has operands, and what each operand must be. */
  private record Shape(Instruction valid, List<Place> places) {
    Shape(Instruction valid, Place... places) {
      this(valid, List.of(places));
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          words(Opcode.ADD, 2),
          words(Opcode.SUBTRACT, 2),
          words(Opcode.MULTIPLY_DIVIDE_DOWN, 3),
          words(Opcode.MULTIPLY_DIVIDE_UP, 3),
          words(Opcode.EQUAL, 2),
          new Shape(
              Instruction.of(Opcode.SELECT, BOOL, WORD, OTHER), Place.BOOL, Place.WORD, Place.WORD),
          words(Opcode.SPLIT, 1),
          words(Opcode.JOIN, 2),
          words(Opcode.HASH, 3),
          new Shape(
              Instruction.read(CellKind.HOLDING.code(), 0, WORD, OTHER), Place.WORD, Place.WORD),
          new Shape(
              Instruction.numbered(Opcode.READ_HASHED, CellKind.ALLOWANCE.code(), List.of(WORD)),
              Place.WORD),
          new Shape(
              Instruction.of(Opcode.WRITE, KEY, VALUE, BOOL), Place.KEY, Place.WORD, Place.BOOL),
          new Shape(
              Instruction.emit(2, List.of(Field.OWNER, Field.AMOUNT_1), List.of(BOOL, WORD, OTHER)),
              Place.BOOL,
              Place.WORD,
              Place.WORD),
          new Shape(
              Instruction.of(Opcode.WITHDRAW, BOOL, WORD, OTHER, VALUE),
              Place.BOOL,
              Place.WORD,
              Place.WORD,
              Place.WORD),
          new Shape(
              Instruction.numbered(Opcode.LOG, 1, List.of(BOOL, WORD, OTHER)),
              Place.BOOL,
              Place.WORD,
              Place.WORD));

  private static Shape words(Opcode opcode, int count) {
    Integer[] operands = Collections.nCopies(count, WORD).toArray(Integer[]::new);
    return new Shape(Instruction.of(opcode, operands), Collections.nCopies(count, Place.WORD));
  }

  static Stream<Rule> places() {
    List<Rule> rules = new ArrayList<>();
    for (Shape shape : SHAPES) {
      for (int i = 0; i < shape.places().size(); i++) {
        addPlace(rules, shape.valid(), i, shape.places().get(i));
      }
    }
    return rules.stream();
  }

  private static void addPlace(List<Rule> rules, Instruction valid, int i, Place place) {
    rules.add(Rule.step("uses register 99 before it is written", with(valid, i, 99), valid));
    switch (place) {
      case WORD ->
          rules.add(Rule.step("computes with the key in register 5", with(valid, i, KEY), valid));
      case BOOL -> {
        for (int wrong : new int[] {WORD, CODE, VALUE, KEY}) {
          rules.add(
              Rule.step(
                  "takes register " + wrong + " for a bool, which it is not",
                  with(valid, i, wrong),
                  valid));
        }
      }
      case KEY -> {
        for (int wrong : new int[] {WORD, BOOL, CODE, VALUE}) {
          rules.add(Rule.step("writes by a word that is no key", with(valid, i, wrong), valid));
        }
      }
    }
  }

  static Stream<Rule> counts() {
    List<Rule> rules = new ArrayList<>();
    for (Shape shape : SHAPES) {
      Instruction valid = shape.valid();
      if (valid.opcode() != Opcode.LOG) {
        int count = valid.operands().size();
        List<Integer> more = new ArrayList<>(valid.operands());
        more.add(WORD);
        List<Integer> fewer = valid.operands().subList(0, count - 1);
        rules.add(count(valid, more));
        rules.add(count(valid, fewer));
      }
    }
    rules.add(
        Rule.step(
            "has 1 operands, not 0",
            Instruction.constant("0x1").withOperands(List.of(WORD)),
            Instruction.constant("0x1")));
    rules.add(
        Rule.step(
            "logs without a predicate",
            Instruction.numbered(Opcode.LOG, 1, List.of()),
            Instruction.numbered(Opcode.LOG, 1, List.of(BOOL))));
    return rules.stream();
  }

  private static Rule count(Instruction valid, List<Integer> operands) {
    return Rule.step(
        "has " + operands.size() + " operands, not " + valid.operands().size(),
        valid.withOperands(operands),
        valid);
  }

  static Stream<Rule> others() {
    Instruction add = Instruction.of(Opcode.ADD, WORD, OTHER);
    return Stream.of(
        Rule.step("uses register -1 before it is written", with(add, 0, -1), add),
        // A step's own output is not written before it; that of the step before it is.
        Rule.steps(
            1,
            "uses register 8 before it is written",
            steps(add, Instruction.of(Opcode.SPLIT, NEXT + 2)),
            steps(add, Instruction.of(Opcode.SPLIT, NEXT + 1))),
        transactionAssert("uses register 99 before it is written", 99),
        transactionAssert("takes register 0 for a bool, which it is not", WORD),
        transactionAssert("takes register 3 for a bool, which it is not", CODE),
        transactionAssert("takes register 5 for a bool, which it is not", KEY),
        new Rule(
            SmallPrograms.blamed(0) + "has 2 operands, not 1",
            () -> SmallPrograms.transaction(assertion(BOOL, BOOL)),
            () -> SmallPrograms.transaction(assertion(BOOL))),
        finish("takes register 0 for a code, which it is not", WORD),
        finish("takes register 4 for a code, which it is not", VALUE),
        finish("takes register 5 for a code, which it is not", KEY),
        finish("uses register 6 before it is written", NEXT),
        finish("has 2 operands, not 1", BOOL, BOOL),
        finish("has 0 operands, not 1"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void operandFitsItsPlace(Rule rule) {
    rule.check();
  }

  @ParameterizedTest
  @MethodSource("counts")
  void operandsAreCounted(Rule rule) {
    rule.check();
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherRule(Rule rule) {
    rule.check();
  }

  /** A bool is a code, and both are words. */
  @ParameterizedTest
  @MethodSource("wordPlaces")
  void boolsAndCodesAreWords(Instruction step) {
    assertDoesNotThrow(() -> SmallPrograms.message(step));
  }

  static Stream<Instruction> wordPlaces() {
    List<Instruction> steps = new ArrayList<>();
    for (Shape shape : SHAPES) {
      for (int i = 0; i < shape.places().size(); i++) {
        if (shape.places().get(i) == Place.WORD) {
          steps.add(with(shape.valid(), i, BOOL));
          steps.add(with(shape.valid(), i, CODE));
        }
      }
    }
    return steps.stream();
  }

  private static Rule transactionAssert(String fault, int condition) {
    return Rule.transactionSteps(0, fault, steps(assertion(condition)), steps(assertion(BOOL)));
  }

  private static Instruction assertion(Integer... conditions) {
    return Instruction.numbered(Opcode.ASSERT, 1, List.of(conditions));
  }

  /** FINISH is the last of the steps that all programs have: it takes its place. */
  private static Rule finish(String fault, Integer... operands) {
    return new Rule(
        SmallPrograms.blamed(0) + fault,
        () -> finished(Instruction.of(Opcode.FINISH, operands)),
        () -> finished(Instruction.of(Opcode.FINISH, CODE)));
  }

  private static Program finished(Instruction finish) {
    List<Instruction> steps = new ArrayList<>(SmallPrograms.around());
    steps.set(steps.size() - 1, finish);
    return SmallPrograms.of(steps);
  }

  private static Instruction[] steps(Instruction... steps) {
    return steps;
  }

  private static Instruction with(Instruction step, int i, int register) {
    List<Integer> operands = new ArrayList<>(step.operands());
    operands.set(i, register);
    return step.withOperands(operands);
  }
}
