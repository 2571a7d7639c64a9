package io.braid.protocol.program;

import static io.braid.protocol.program.SmallPrograms.BOOL;
import static io.braid.protocol.program.SmallPrograms.CODE;
import static io.braid.protocol.program.SmallPrograms.KEY;
import static io.braid.protocol.program.SmallPrograms.NEXT;
import static io.braid.protocol.program.SmallPrograms.OTHER;
import static io.braid.protocol.program.SmallPrograms.VALUE;
import static io.braid.protocol.program.SmallPrograms.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the opcodes with effects do, and what they leave alone, in every runner. */
class EffectsTest {

  /** Ways to run a program. */
  enum Runner {
    INTERPRETER,
    RECORDING,
    NATIVE;

    ProgramRunner of(Program program) {
      return switch (this) {
        case INTERPRETER -> new Interpreter();
        case RECORDING -> new RecordingInterpreter(_ -> {});
        case NATIVE -> new NativeRunner(ProgramSet.of(List.of(program)));
      };
    }
  }

  /** The words in the two inputs of all small programs. */
  private static final BigInteger ORIGIN = BigInteger.valueOf(0xabcd);

  private static final BigInteger TIME = BigInteger.valueOf(77);

  /** The cell that all small programs read: a holding of the origin and the time. */
  private static final BigInteger CELL =
      BigInteger.ONE.shiftLeft(248).or(ORIGIN.shiftLeft(64)).or(TIME);

  private static final Instruction NO = Instruction.constant("0x0");

  private final StepContext context = new StepContext(new CellTable(0, Seeds.TABLE));

  @ParameterizedTest
  @EnumSource
  void writeHappensWhenItsPredicateHolds(Runner runner) {
    Instruction write = Instruction.of(Opcode.WRITE, KEY, WORD, BOOL);
    assertEquals(List.of(List.of(CELL, ORIGIN)), run(runner, write).changes());
    Instruction idle = Instruction.of(Opcode.WRITE, KEY, OTHER, NEXT);
    assertEquals(List.of(), run(runner, NO, idle).changes());
    assertEquals(ORIGIN, valueOfCell());
  }

  /** Two reads of a cell before anything is written are two keys of it: the last write counts. */
  @ParameterizedTest
  @EnumSource
  void cellHasOneValueHoweverManyKeys(Runner runner) {
    Instruction readAgain = Instruction.read(1, 0, WORD, OTHER);
    Effects effects =
        run(
            runner,
            readAgain,
            Instruction.of(Opcode.WRITE, KEY, WORD, BOOL),
            readAgain,
            Instruction.of(Opcode.WRITE, NEXT + 1, OTHER, BOOL),
            readAgain,
            log(VALUE, NEXT, NEXT + 2, NEXT + 4));
    assertEquals(List.of(List.of(CELL, TIME)), effects.changes());
    BigInteger zero = BigInteger.ZERO;
    assertEquals(List.of(logged(zero, zero, ORIGIN, TIME)), effects.logs());
  }

  @ParameterizedTest
  @EnumSource
  void readMasksOwnerAndAsset(Runner runner) {
    run(runner, Instruction.of(Opcode.WRITE, KEY, WORD, BOOL));
    Effects effects =
        run(
            runner,
            Map.of(Field.ORIGIN, ORIGIN.setBit(160).setBit(255), Field.TIME, TIME.setBit(64)),
            log(VALUE));
    assertEquals(List.of(logged(ORIGIN)), effects.logs());
  }

  @ParameterizedTest
  @EnumSource
  void firstAssertThatFailsRefusesAndNothingElseHappens(Runner runner) {
    run(runner, log(WORD), emit(9));
    Program program =
        SmallPrograms.transaction(
            NO,
            assertion(7, BOOL),
            assertion(8, NEXT),
            assertion(9, NEXT),
            Instruction.of(Opcode.WRITE, KEY, WORD, BOOL),
            log(WORD),
            emit(2));
    Effects effects = run(runner, program, Map.of());
    assertEquals(new Effects(8, 0, 0, Map.of(), List.of(), List.of(), List.of()), effects);
    assertEquals(BigInteger.ZERO, valueOfCell());
  }

  @ParameterizedTest
  @EnumSource
  void assertsThatHoldDoNothing(Runner runner) {
    Program program =
        SmallPrograms.transaction(
            assertion(7, BOOL), Instruction.of(Opcode.WRITE, KEY, WORD, BOOL));
    Effects effects = run(runner, program, Map.of());
    assertEquals(0, effects.refusal());
    assertEquals(List.of(List.of(CELL, ORIGIN)), effects.changes());
  }

  /** Origin and sender go along unasked, with all their bits; what is not named is 0. */
  @ParameterizedTest
  @EnumSource
  void messageHasItsFieldsAndCarriesTheChain(Runner runner) {
    Instruction emit =
        Instruction.emit(
            200,
            List.of(Field.CODE, Field.OWNER, Field.AMOUNT_2, Field.WORD_5),
            List.of(BOOL, CODE, WORD, OTHER, WORD));
    BigInteger sender = Words.MAX.clearBit(3);
    BigInteger origin = Words.MAX.clearBit(200);
    Map<Field, BigInteger> inputs = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      inputs.put(field, Words.MAX);
    }
    inputs.put(Field.ORIGIN, origin);
    inputs.put(Field.SENDER, sender);
    inputs.put(Field.TIME, TIME);
    Effects effects = run(runner, inputs, emit);

    Map<Field, BigInteger> expected = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      expected.put(field, BigInteger.ZERO);
    }
    expected.put(Field.ORIGIN, origin);
    expected.put(Field.SENDER, sender);
    expected.put(Field.CODE, BigInteger.valueOf(255));
    expected.put(Field.OWNER, origin);
    expected.put(Field.AMOUNT_2, TIME);
    expected.put(Field.WORD_5, origin);
    assertEquals(200, effects.messageKind());
    assertEquals(expected, effects.message());
  }

  @ParameterizedTest
  @EnumSource
  void withoutItsPredicateNoMessageIsEmitted(Runner runner) {
    run(runner, emit(3));
    Instruction emit = Instruction.emit(2, List.of(Field.OWNER), List.of(NEXT, WORD));
    Effects effects = run(runner, NO, emit);
    assertEquals(0, effects.messageKind());
    assertEquals(1, effects.code());
  }

  @ParameterizedTest
  @EnumSource
  void withdrawalsAndLogsStandInOrder(Runner runner) {
    Instruction withdraw = Instruction.of(Opcode.WITHDRAW, BOOL, WORD, OTHER, CODE);
    Instruction other = Instruction.of(Opcode.WITHDRAW, BOOL, OTHER, WORD, BOOL);
    Instruction idle = Instruction.of(Opcode.WITHDRAW, NEXT, WORD, WORD, WORD);
    Instruction idleLog = Instruction.numbered(Opcode.LOG, 4, List.of(NEXT, WORD));
    Effects effects =
        run(
            runner,
            NO,
            withdraw,
            idle,
            log(WORD, OTHER),
            other,
            idleLog,
            Instruction.numbered(Opcode.LOG, 255, List.of(BOOL)),
            log(OTHER));
    BigInteger code = BigInteger.valueOf(255);
    assertEquals(
        List.of(List.of(ORIGIN, TIME, code), List.of(TIME, ORIGIN, BigInteger.ONE)),
        effects.withdrawals());
    assertEquals(List.of(logged(ORIGIN, TIME), List.of(code), logged(TIME)), effects.logs());
  }

  /** The table may have to grow by more than one doubling before so many cells fit. */
  @ParameterizedTest
  @EnumSource
  void programMayWriteManyCellsIntoAnEmptyTable(Runner runner) {
    List<Instruction> steps = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      steps.add(Instruction.read(6, i, WORD, OTHER));
      steps.add(Instruction.of(Opcode.WRITE, NEXT + 2 * i + 1, WORD, BOOL));
    }
    Effects effects = run(runner, steps.toArray(Instruction[]::new));
    assertEquals(120, effects.changes().size());
    assertTrue(effects.changes().stream().allMatch(change -> change.get(1).equals(ORIGIN)));
  }

  private Effects run(Runner runner, Instruction... steps) {
    return run(runner, Map.of(), steps);
  }

  private Effects run(Runner runner, Map<Field, BigInteger> inputs, Instruction... steps) {
    return run(runner, SmallPrograms.message(steps), inputs);
  }

  private Effects run(Runner runner, Program program, Map<Field, BigInteger> inputs) {
    Words.put(ORIGIN, context.fields(), Field.ORIGIN.at());
    Words.put(TIME, context.fields(), Field.TIME.at());
    inputs.forEach((field, word) -> Words.put(word, context.fields(), field.at()));
    context.cells().beginRecord();
    runner.of(program).run(program, context);
    return Effects.of(context);
  }

  private BigInteger valueOfCell() {
    long[] value = new long[4];
    context.cells().get(Words.of(CELL), 0, value, 0);
    return Words.get(value, 0);
  }

  private static List<BigInteger> logged(BigInteger... operands) {
    List<BigInteger> log = new ArrayList<>(List.of(BigInteger.valueOf(5)));
    log.addAll(List.of(operands));
    return log;
  }

  private static Instruction log(int... operands) {
    List<Integer> registers = new ArrayList<>(List.of(BOOL));
    for (int operand : operands) {
      registers.add(operand);
    }
    return Instruction.numbered(Opcode.LOG, 5, registers);
  }

  private static Instruction emit(int kind) {
    return Instruction.emit(kind, List.of(Field.OWNER), List.of(BOOL, WORD));
  }

  private static Instruction assertion(int reason, int condition) {
    return Instruction.numbered(Opcode.ASSERT, reason, List.of(condition));
  }
}
