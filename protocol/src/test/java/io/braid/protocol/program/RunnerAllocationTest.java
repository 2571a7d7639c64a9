package io.braid.protocol.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Running a program allocates nothing, once its cells are in the table. */
class RunnerAllocationTest {

  private static final List<Program> PROGRAMS = RandomPrograms.set(new Random(8), 40);

  @Test
  void programsHaveEveryOpcode() {
    Set<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
    PROGRAMS.forEach(program -> program.steps().forEach(step -> opcodes.add(step.opcode())));
    assertEquals(EnumSet.allOf(Opcode.class), opcodes);
  }

  @Test
  void interpreterAllocatesNothing() {
    assertAllocatesNothing(new Interpreter());
  }

  @Test
  void nativeRunnerAllocatesNothing() {
    assertAllocatesNothing(new NativeRunner(ProgramSet.of(PROGRAMS)));
  }

  private static void assertAllocatesNothing(ProgramRunner runner) {
    StepContext context = new StepContext(new CellTable(10_000, Seeds.TABLE));
    RandomPrograms.inputs(new Random(9))
        .forEach((field, word) -> Words.put(word, context.fields(), field.at()));
    for (Program program : PROGRAMS) {
      long allocated =
          Allocations.bytes(() -> {
            context.cells().beginRecord();
            runner.run(program, context);
          });
      assertEquals(0, allocated, program::toString);
    }
  }
}
