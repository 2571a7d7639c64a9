package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Constraint;
import io.braid.stark.air.Table;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.fixtures.ChipMutations;
import io.braid.stark.fixtures.ChipMutations.Cell;
import io.braid.stark.poly.Matrix;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No element of a trace can be another; where one may be, it says nothing. */
class ChipMutationTest {

  private static final int LOG_HEIGHT = 6;

  /** First, middle and last round of both permutations, and rows behind them. */
  private static final int[] ROWS = {0, 11, 23, 24, 47, 48, 63};

  private static Set<String> labels(Table table) {
    return table.constraints().stream()
        .filter(constraint -> !table.graph().isOfExtension(constraint.node()))
        .map(Constraint::label)
        .collect(Collectors.toSet());
  }

  /** Cells of a column in rows that do not have one of two rounds. */
  private static Set<Cell> rowsBetween(int column) {
    return Set.of(new Cell(11, column), new Cell(48, column), new Cell(63, column));
  }

  /** Counts in all rows, so that wrong flags are seen where they would let something out. */
  private static Witness keccak(Random random) {
    Witness witness = KeccakCircuit.witness(LOG_HEIGHT, KeccakCircuit.inputs(2, random), 2);
    Matrix rounds = witness.traces().get(KeccakCircuit.ROUNDS);
    for (int row = 0; row < rounds.height(); row++) {
      rounds.set(row, KeccakLayout.COUNT, KoalaBear.of(2));
    }
    return witness;
  }

  @Test
  void keccak() {
    Seeds.run(
        "mutations of Keccak",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(LOG_HEIGHT));
          ChipMutations mutations = new ChipMutations(circuit, keccak(random), random);
          ChipMutations.Report main = mutations.ofMain(KeccakCircuit.ROUNDS, ROWS);
          assertEquals(KeccakLayout.WIDTH, main.columns());
          assertEquals(main.columns(), main.rejectedColumns());
          assertEquals(rowsBetween(KeccakLayout.COUNT), main.accepted());
          Set<String> labels = labels(circuit.tables().get(KeccakCircuit.ROUNDS));
          labels.add("a bus");
          assertEquals(labels, main.labels());

          ChipMutations.Report fixed = mutations.ofFixed(KeccakCircuit.ROUNDS, ROWS);
          assertEquals(KeccakLayout.FIXED_WIDTH, fixed.columns());
          assertEquals(fixed.columns(), fixed.rejectedColumns());
          Set<Cell> accepted = new HashSet<>(rowsBetween(KeccakLayout.PERMUTATION));
          assertEquals(accepted, fixed.accepted());
        });
  }

  @Test
  void parities() {
    Seeds.run(
        "mutations of parities",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(LOG_HEIGHT));
          Witness witness = keccak(random);
          Matrix counts = witness.traces().get(KeccakCircuit.TABLE_OF_PARITIES);
          int counted = 1;
          while (counts.get(counted, 0) == KoalaBear.ZERO) {
            counted++;
          }
          ChipMutations mutations = new ChipMutations(circuit, witness, random);
          int[] rows = {0, counted, counts.height() - 1};
          ChipMutations.Report main = mutations.ofMain(KeccakCircuit.TABLE_OF_PARITIES, rows);
          assertEquals(1, main.rejectedColumns());
          assertEquals(Set.of(), main.accepted());
          ChipMutations.Report fixed = mutations.ofFixed(KeccakCircuit.TABLE_OF_PARITIES, counted);
          assertEquals(1, fixed.rejectedColumns());
          assertEquals(Set.of(), fixed.accepted());
        });
  }

  @Test
  void poseidon2() {
    Bus bus = new Bus(1, "permutations", Poseidon2Chip.ARITY);
    Circuit circuit =
        new Circuit(
            "poseidon2", List.of(Poseidon2Chip.on(bus), new CallerChip(bus)), 0, List.of(), 3);
    Seeds.run(
        "mutations of Poseidon2",
        seed -> {
          Random random = new Random(seed);
          try (Workers workers = new Workers(1)) {
            int[] inputs = Poseidon2ChipTest.inputs(12, random);
            Matrix trace = Poseidon2Chip.on(bus).trace(16, inputs, new int[12], workers);
            Matrix caller = new CallerChip(bus).trace(List.of());
            Witness witness = new Witness(List.of(trace, caller), new int[0]);
            ChipMutations.Report report =
                new ChipMutations(circuit, witness, random).ofMain(0, 0, 7, 11, 15);
            assertEquals(165, report.columns());
            assertEquals(165, report.rejectedColumns());
            assertEquals(Set.of(), report.accepted());
            assertTrue(report.labels().containsAll(labels(circuit.tables().getFirst())));

            // Where nothing is sent, nothing is said of the tuple: that is seen as well.
            ChipMutations.Report free = new ChipMutations(circuit, witness, random).ofMain(1, 0);
            assertEquals(1, free.rejectedColumns());
            assertEquals(Poseidon2Chip.ARITY, free.accepted().size());
          }
        });
  }
}
