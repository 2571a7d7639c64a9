package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Constraint;
import io.braid.stark.air.Operation;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.ChipDeletions;
import io.braid.stark.fixtures.PlainTable;
import io.braid.stark.poly.Matrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would be proven of Poseidon2 without each of the constraints. */
class Poseidon2DeletionTest {

  private static final Bus BUS = new Bus(1, "permutations", Poseidon2Chip.ARITY);
  private static final List<Chip> CHIPS = List.of(Poseidon2Chip.on(BUS));
  private static final int HEIGHT = 256;

  /** The columns that constraints give, in their order. */
  private static final int COMPUTED = 148;

  private static Witness witness(int[] inputs) {
    try (Workers workers = new Workers(1)) {
      int[] counts = new int[inputs.length / Poseidon2Chip.ELEMENTS];
      Matrix trace = Poseidon2Chip.on(BUS).trace(HEIGHT, inputs, counts, workers);
      return new Witness(List.of(trace), new int[0]);
    }
  }

  /** In each row another column is wrong, and those behind it are what follows from it. */
  @Test
  void eachConstraintIsNeeded() {
    Seeds.run(
        "deletions of Poseidon2",
        seed -> {
          Random random = new Random(seed);
          Witness hostile = witness(Poseidon2ChipTest.inputs(HEIGHT, random));
          Circuit circuit = new Circuit("poseidon2", CHIPS, 0, List.of(), 3);
          PlainTable table = new PlainTable(circuit, hostile, 0);
          List<Constraint> constraints = circuit.tables().getFirst().constraints();
          int[][] dependents = new int[COMPUTED][];
          for (int i = 0; i < COMPUTED; i++) {
            dependents[i] = table.dependents(Operation.LOCAL, Poseidon2Chip.ELEMENTS + i);
          }
          Map<String, Integer> rows = new HashMap<>();
          for (int wrong = 0; wrong < COMPUTED; wrong++) {
            int row = wrong;
            int[] values = table.row(row);
            for (int i = wrong; i < COMPUTED; i++) {
              // A constraint is its column less what that must be.
              int excess = values[constraints.get(i).node()];
              int change = i == wrong ? 1 + random.nextInt(KoalaBear.MODULUS - 1) : excess;
              int column = Poseidon2Chip.ELEMENTS + i;
              table
                  .trace()
                  .set(row, column, KoalaBear.subtract(table.trace().get(row, column), change));
              table.update(values, row, dependents[i]);
            }
            rows.put(constraints.get(wrong).label(), row);
          }
          ChipDeletions deletions = new ChipDeletions(0);
          deletions.showConstraints(CHIPS, hostile, rows);
          assertEquals(Set.of(ChipDeletions.interaction(0)), deletions.notShown(CHIPS));
        });
  }

  @Test
  void theBusIsNeeded() {
    Witness hostile = witness(new int[0]);
    hostile.traces().getFirst().set(1, Poseidon2Chip.on(BUS).width() - 1, KoalaBear.ONE);
    ChipDeletions deletions = new ChipDeletions(0);
    deletions.showInteraction(CHIPS, hostile, 0);
  }
}
