package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each opcode gives, value by value, in every runner. Words are sums of numbers and powers of
 * two; {@code MAX} is 2^256 - 1.
 */
class OpcodeTableTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "1, 2, 3, 0",
    "MAX, 0, MAX, 0",
    "MAX, 1, 0, 1",
    "1, MAX, 0, 1",
    "MAX, MAX, MAX-1, 1",
    "2^255, 2^255, 0, 1",
    "2^255, 2^255-1, MAX, 0",
    "2^64-1, 1, 2^64, 0",
    "2^128-1, 1, 2^128, 0",
    "2^192-1, 1, 2^192, 0",
  })
  void add(String a, String b, String sum, String carry) {
    assertGives(Opcode.ADD, List.of(a, b), sum, carry);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "3, 2, 1, 0",
    "2, 3, MAX, 1",
    "0, 1, MAX, 1",
    "0, MAX, 1, 1",
    "MAX, MAX, 0, 0",
    "MAX, 0, MAX, 0",
    "2^64, 1, 2^64-1, 0",
    "2^192, 1, 2^192-1, 0",
    "2^255-1, 2^255, MAX, 1",
    "2^255, 2^255-1, 1, 0",
  })
  void subtract(String a, String b, String difference, String borrow) {
    assertGives(Opcode.SUBTRACT, List.of(a, b), difference, borrow);
  }

  /** In both directions of rounding; the remainder is that of the floor. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0 0 0, 0 0 0",
    "7, 1, 2, 3 0 1, 4 0 1",
    "6, 1, 2, 3 0 0, 3 0 0",
    "1, 1, MAX, 0 0 1, 1 0 1",
    // By 0 there is no quotient, whatever the product.
    "0, 0, 0, 0 1 0, 0 1 0",
    "5, 7, 0, 0 1 0, 0 1 0",
    "MAX, MAX, 0, 0 1 0, 0 1 0",
    // The product has 512 bits.
    "MAX, MAX, MAX, MAX 0 0, MAX 0 0",
    "MAX, MAX-1, MAX, MAX-1 0 0, MAX-1 0 0",
    "2^255, 2^255, 2^255, 2^255 0 0, 2^255 0 0",
    "2^255, 2^255, MAX, 2^254 0 2^254, 2^254+1 0 2^254",
    // The quotient is 2^256 or more.
    "2^255, 2, 1, 0 1 0, 0 1 0",
    "2^128, 2^128, 1, 0 1 0, 0 1 0",
    "MAX, MAX, MAX-1, 0 1 0, 0 1 0",
    "MAX, 2, 1, 0 1 0, 0 1 0",
    // The largest quotient, without and with a remainder: rounding up passes the top.
    "MAX, 1, 1, MAX 0 0, MAX 0 0",
    "MAX, 2^255, 2^255, MAX 0 0, MAX 0 0",
    "2^255-1, 2^255+1, 2^254, MAX 0 2^254-1, 0 1 0",
    "2^255, 2^255, 2^254, 0 1 0, 0 1 0",
    "2^255-1, 2^255, 2^254, MAX-1 0 0, MAX-1 0 0",
  })
  void multiplyDivide(String a, String b, String d, String down, String up) {
    List<String> operands = List.of(a, b, d);
    assertGives(Opcode.MULTIPLY_DIVIDE_DOWN, operands, down.split(" "));
    assertGives(Opcode.MULTIPLY_DIVIDE_UP, operands, up.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "MAX, MAX, 1",
    "0, 1, 0",
    "0, 2^64, 0",
    "0, 2^128, 0",
    "0, 2^192, 0",
    "MAX, 2^255-1, 0",
    "2^64+1, 2^128+1, 0",
  })
  void equal(String a, String b, String expected) {
    assertGives(Opcode.EQUAL, List.of(a, b), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5, 9, 5",
    "0, 5, 9, 9",
    "1, MAX, 0, MAX",
    "0, MAX, 0, 0",
    "1, 0, 1, 0",
    "0, 7, 7, 7",
  })
  void select(String condition, String a, String b, String expected) {
    assertGives(Opcode.SELECT, List.of(condition, a, b), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "MAX, 2^128-1, 2^128-1",
    "2^128, 1, 0",
    "2^128-1, 0, 2^128-1",
    "2^255+2^127, 2^127, 2^127",
    "2^192+2^64+3, 2^64, 2^64+3",
  })
  void split(String a, String high, String low) {
    assertGives(Opcode.SPLIT, List.of(a), high, low);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0, 2^128",
    "0, 1, 1",
    "2^128-1, 2^128-1, MAX",
    "2^128, 2^128, 0",
    "2^128+1, 2^255+2, 2^128+2",
    "MAX, 0, 2^256-2^128",
    "0, MAX, 2^128-1",
  })
  void join(String high, String low, String expected) {
    assertGives(Opcode.JOIN, List.of(high, low), expected);
  }

  /** From the committed vectors of the hash. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0x425e9d4aeba45a4028a12788311ddf5ea946bea4471d0d5caddbe36deff764",
    "1, 0, 0, 0x883ffee051e254721e104d5e4a38cee22e4e62cc9104c1b89ed8ed96e01e4a",
    "0, 1, 0, 0x791a06a482b34303892c5b9fd02c844e1870336212a49b463dd4d2e1c4dd4f",
    "0, 0, 1, 0xfc20ecaa56a69912d107c70a07737239eb5b40df72ac2bcc299ab6d530e24a",
    "MAX, MAX, MAX, 0x39d5587557742b038d5fb9621ae7d1a6e4a401518cc97a4e2abe81ee534c2",
  })
  void hash(String a, String b, String c, String expected) {
    assertGives(Opcode.HASH, List.of(a, b, c), expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "255", "256", "2^64", "2^128-1", "2^255", "MAX"})
  void constant(String word) {
    assertLogs(
        List.of(number(word)),
        List.of(),
        List.of(Instruction.constant("0x" + number(word).toString(16))));
  }

  /** Runs one step over constants. */
  private static void assertGives(Opcode opcode, List<String> operands, String... outputs) {
    List<Instruction> steps = new ArrayList<>();
    List<Integer> registers = new ArrayList<>();
    for (String operand : operands) {
      registers.add(steps.size());
      steps.add(Instruction.constant("0x" + number(operand).toString(16)));
    }
    steps.add(Instruction.numbered(opcode, 0, registers));
    assertLogs(Arrays.stream(outputs).map(OpcodeTableTest::number).toList(), registers, steps);
  }

  /** The registers behind those of the operands are the outputs: all are logged, and no more. */
  private static void assertLogs(
      List<BigInteger> outputs, List<Integer> operands, List<Instruction> steps) {
    int first = operands.size();
    int end = first + outputs.size();
    List<Instruction> all = new ArrayList<>(steps);
    all.add(Instruction.constant("0x1"));
    List<Integer> logged = new ArrayList<>(List.of(end));
    for (int register = first; register < end; register++) {
      logged.add(register);
    }
    all.add(Instruction.numbered(Opcode.LOG, 9, logged));
    all.add(Instruction.of(Opcode.FINISH, end));
    Program program = new Program("one", 1, Source.EVENT, 1, 0, List.of(), all);

    List<BigInteger> log = new ArrayList<>(List.of(BigInteger.valueOf(9)));
    log.addAll(outputs);
    for (ProgramRunner runner : runners(program)) {
      StepContext context = new StepContext(new CellTable(0, Seeds.TABLE));
      runner.run(program, context);
      assertEquals(List.of(log), Effects.of(context).logs(), () -> runner + " of " + steps);
    }
  }

  private static List<ProgramRunner> runners(Program program) {
    return List.of(
        new Interpreter(),
        new NativeRunner(ProgramSet.of(List.of(program))),
        new RecordingInterpreter(_ -> {}));
  }

  private static BigInteger number(String text) {
    return Stream.of(text.split("(?=[+-])"))
        .map(OpcodeTableTest::term)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger term(String text) {
    if (text.equals("MAX")) {
      return Words.MAX;
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    if (text.startsWith("-") || text.startsWith("+")) {
      BigInteger term = term(text.substring(1));
      return text.startsWith("-") ? term.negate() : term;
    }
    int power = text.indexOf('^');
    if (power > 0) {
      return new BigInteger(text.substring(0, power))
          .pow(Integer.parseInt(text.substring(power + 1)));
    }
    return new BigInteger(text);
  }
}
