package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.program.Cost;
import io.braid.protocol.program.Opcode;
import io.braid.protocol.program.Program;
import io.braid.protocol.program.ProgramCodec;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.program.Source;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LedgerProgramsTest {

  private static final ProgramSet PROGRAMS = LedgerPrograms.build();

  @Test
  void everyShapeOfEveryOperationHasAProgram() {
    for (Operation operation : Operation.values()) {
      boolean hasArrow = operation.secondOwner() != Call.NONE;
      assertNotNull(PROGRAMS.byId(LedgerPrograms.programOf(operation, 0)), operation::name);
      int farthest =
          !hasArrow ? 0 : operation.thirdOwner() == Call.NONE && !operation.refunds() ? 1 : 3;
      Program program = PROGRAMS.byId(LedgerPrograms.programOf(operation, farthest));
      assertNotNull(program, operation::name);
      assertEquals(operation.gas(), program.gas());
    }
  }

  @Test
  void everyKindHasAProgramThatIsTotal() {
    for (MessageKind kind : MessageKind.values()) {
      assertIsTotal(PROGRAMS.forMessage(kind.code()), Source.MESSAGE);
    }
    for (EventKind kind : EventKind.values()) {
      assertIsTotal(PROGRAMS.forEvent(kind.code()), Source.EVENT);
    }
  }

  private static void assertIsTotal(Program program, Source source) {
    assertEquals(source, program.source());
    assertTrue(program.steps().stream().noneMatch(step -> step.opcode() == Opcode.ASSERT));
  }

  /** Gas is charged by a list of prices; none may be below what the chain can cost the prover. */
  @Test
  void gasCoversTheCostOfTheLongestChain() {
    for (Operation operation : Operation.values()) {
      for (int shape = 0; shape <= 3; shape++) {
        Program program = PROGRAMS.byId(LedgerPrograms.programOf(operation, shape));
        if (program != null) {
          Cost cost = program.cost();
          int weight =
              50 * cost.steps()
                  + 100 * cost.arithmeticRows()
                  + 1000 * cost.cells()
                  + 200 * cost.permutations()
                  + 40 * cost.publishedBytes();
          assertTrue(weight <= operation.gas(), program + " costs " + weight);
        }
      }
    }
  }

  @Test
  void bytesAreThePrograms() {
    for (Program program : PROGRAMS.programs()) {
      Program decoded = ProgramCodec.decode(program.name(), program.bytes());
      assertArrayEquals(program.bytes(), decoded.bytes());
      assertEquals(program.steps(), decoded.steps());
      assertEquals(program.inputs(), decoded.inputs());
    }
  }

  @Test
  void goldenVector() throws IOException {
    ObjectNode golden = JsonNodeFactory.instance.objectNode();
    golden.put("commitment", HexFormat.of().formatHex(PROGRAMS.commitment()));
    ObjectNode programs = golden.putObject("programs");
    for (Program program : PROGRAMS.programs()) {
      programs.put(
          "%03d %s".formatted(program.id(), program.name()),
          HexFormat.of().formatHex(program.bytes()));
    }
    Golden.check("io/braid/protocol/ledger/ledger-programs.json", golden);
  }
}
