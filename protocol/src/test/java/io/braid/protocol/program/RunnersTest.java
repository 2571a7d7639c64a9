package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random programs on random inputs: all runners agree with plain arithmetic, in everything. */
class RunnersTest {

  private static final int PROGRAMS_OF_SET = 150;
  private static final int RUNS_OF_PROGRAM = 3;

  @Test
  void agree() {
    Seeds.run("runners", seed -> run(seed, 20));
  }

  @Tag("long")
  @Test
  void agreeForLong() {
    Seeds.run("runners, long", seed -> run(seed, 400));
  }

  @Test
  void nativeRunnerKnowsItsProgramsAlone() {
    Program program = SmallPrograms.message();
    Program twin = SmallPrograms.message();
    NativeRunner runner = new NativeRunner(ProgramSet.of(List.of(program)));
    StepContext context = new StepContext(new CellTable(0, Seeds.TABLE));
    runner.run(program, context);
    Program above = new Program("above", 2, Source.EVENT, 1, 0, program.inputs(), program.steps());
    for (Program other : List.of(twin, above)) {
      assertEquals(
          other + " is not one of the compiled programs",
          assertThrows(IllegalArgumentException.class, () -> runner.run(other, context))
              .getMessage());
    }
  }

  private static void run(long seed, int sets) {
    Random random = new Random(seed);
    Seen seen = new Seen();
    for (int i = 0; i < sets; i++) {
      new Comparison(RandomPrograms.set(random, PROGRAMS_OF_SET), seen).run(random);
    }
    seen.check(sets);
  }

  /** A set of programs over one state for each runner. */
  private static final class Comparison {
    private final List<Program> programs;
    private final Seen seen;
    private final PlainMachine plain = new PlainMachine();
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<ProgramRunner> runners;
    private final List<StepContext> contexts =
        List.of(
            new StepContext(new CellTable(0, Seeds.TABLE)),
            new StepContext(new CellTable(0, Seeds.TABLE)),
            new StepContext(new CellTable(1_000, Seeds.TABLE)));

    Comparison(List<Program> programs, Seen seen) {
      this.programs = programs;
      this.seen = seen;
      this.runners =
          List.of(
              new Interpreter(),
              new NativeRunner(ProgramSet.of(programs)),
              new RecordingInterpreter(witnesses::add));
    }

    void run(Random random) {
      for (int i = 0; i < RUNS_OF_PROGRAM * programs.size(); i++) {
        Program program = programs.get(i % programs.size());
        Map<Field, BigInteger> inputs = RandomPrograms.inputs(random);
        Effects expected = plain.run(program, inputs);
        for (int j = 0; j < runners.size(); j++) {
          String runner = runners.get(j).getClass().getSimpleName();
          assertEquals(expected, run(j, program, inputs), () -> runner + " of " + program.steps());
        }
        checkWitness(program, expected.refusal() != 0);
        seen.add(program, expected, plain);
      }
      for (StepContext context : contexts) {
        assertEquals(nonZero(plain.cells()), nonZero(context.cells()));
      }
    }

    private Effects run(int j, Program program, Map<Field, BigInteger> inputs) {
      StepContext context = contexts.get(j);
      inputs.forEach((field, word) -> Words.put(word, context.fields(), field.at()));
      context.cells().beginRecord();
      runners.get(j).run(program, context);
      return Effects.of(context);
    }

    private void checkWitness(Program program, boolean isRefused) {
      assertEquals(isRefused ? 0 : 1, witnesses.size());
      if (!isRefused) {
        Witness witness = witnesses.removeLast();
        assertEquals(program, witness.program());
        assertEquals(plain.registers(), registers(witness));
        assertEquals(plain.active(), witness.active());
      }
    }

    private static List<BigInteger> registers(Witness witness) {
      long[] word = new long[4];
      List<BigInteger> registers = new ArrayList<>();
      for (int i = 0; i < witness.program().registerCount(); i++) {
        witness.register(i, word, 0);
        registers.add(Words.get(word, 0));
      }
      return registers;
    }

    private static Map<BigInteger, BigInteger> nonZero(Map<BigInteger, BigInteger> cells) {
      Map<BigInteger, BigInteger> nonZero = new TreeMap<>(cells);
      nonZero.values().removeIf(value -> value.signum() == 0);
      return nonZero;
    }

    private static Map<BigInteger, BigInteger> nonZero(CellTable cells) {
      Map<BigInteger, BigInteger> nonZero = new TreeMap<>();
      cells.forEachNonZeroAscending((key, keyAt, value, valueAt) ->
          nonZero.put(Words.get(key, keyAt), Words.get(value, valueAt)));
      return nonZero;
    }
  }

  /** What came up, so that the programs are known to reach what they are there for. */
  private static final class Seen {
    private final Map<Opcode, Integer> active = new EnumMap<>(Opcode.class);
    private final Map<Opcode, Integer> inactive = new EnumMap<>(Opcode.class);
    private final Map<Source, Integer> sources = new EnumMap<>(Source.class);
    private int refused;
    private int repeatedWrites;

    void add(Program program, Effects effects, PlainMachine plain) {
      List<Boolean> took = plain.active();
      int writes = 0;
      sources.merge(program.source(), 1, Integer::sum);
      refused += effects.refusal() != 0 ? 1 : 0;
      for (int i = 0; i < took.size(); i++) {
        Opcode opcode = program.steps().get(i).opcode();
        (took.get(i) ? active : inactive).merge(opcode, 1, Integer::sum);
        writes += took.get(i) && opcode == Opcode.WRITE ? 1 : 0;
      }
      repeatedWrites += writes > plain.writtenCells() ? 1 : 0;
    }

    void check(int sets) {
      for (Opcode opcode : Opcode.values()) {
        assertTrue(active.getOrDefault(opcode, 0) >= 50 * sets, () -> opcode + " ran " + active);
      }
      for (Opcode opcode : List.of(Opcode.WRITE, Opcode.EMIT, Opcode.WITHDRAW, Opcode.LOG)) {
        assertTrue(
            inactive.getOrDefault(opcode, 0) >= 10 * sets, () -> opcode + " idled " + inactive);
      }
      assertEquals(4, inactive.size(), inactive::toString);
      for (Source source : Source.values()) {
        assertTrue(sources.getOrDefault(source, 0) >= 100 * sets, sources::toString);
      }
      assertTrue(refused >= 5 * sets, () -> "refused " + refused);
      assertTrue(repeatedWrites >= 20 * sets, () -> "wrote a cell again " + repeatedWrites);
    }
  }
}
