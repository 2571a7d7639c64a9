package io.braid.protocol.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.braid.protocol.fixtures.Golden;
import io.braid.protocol.program.Cost;
import io.braid.protocol.program.Program;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A change of what a program costs at most is a change of what gas must pay for. */
class ProgramCostsTest {

  @Test
  void goldenVector() throws IOException {
    ObjectNode programs = JsonNodeFactory.instance.objectNode();
    for (Program program : LedgerPrograms.build().programs()) {
      Cost cost = program.cost();
      programs
          .putObject("%03d %s".formatted(program.id(), program.name()))
          .put("steps", cost.steps())
          .put("arithmeticRows", cost.arithmeticRows())
          .put("cellAccesses", cost.cellAccesses())
          .put("cells", cost.cells())
          .put("permutations", cost.permutations())
          .put("publishedBytes", cost.publishedBytes())
          .put("messages", cost.messages());
    }
    Golden.check("io/braid/protocol/ledger/program-costs.json", programs);
  }
}
