package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FractionMutations;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.poly.Matrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No element of a column of fractions can be another, nor the sum of a table. */
class FractionMutationTest {

  private static final int LOG_HEIGHT = 6;
  private static final int[] ROWS = {0, 1, 24, 62, 63};

  private static void check(Circuit circuit, Witness witness, int table, Random random) {
    FractionMutations.Report report =
        new FractionMutations(circuit, witness, random).of(table, ROWS);
    int columns = circuit.tables().get(table).logUpWidth() * Extension.DEGREE;
    assertEquals(columns, report.columns());
    assertEquals(columns, report.rejectedColumns());
    assertTrue(report.isSumBound());
  }

  @Test
  void keccakAndItsParities() {
    Seeds.run(
        "fractions of Keccak",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(LOG_HEIGHT));
          Witness witness = KeccakCircuit.witness(LOG_HEIGHT, KeccakCircuit.inputs(2, random), 2);
          check(circuit, witness, KeccakCircuit.ROUNDS, random);
          check(circuit, witness, KeccakCircuit.TABLE_OF_PARITIES, random);
        });
  }

  @Test
  void poseidon2() {
    Seeds.run(
        "fractions of Poseidon2",
        seed -> {
          Random random = new Random(seed);
          Poseidon2Chip chip = Poseidon2Chip.on(new Bus(1, "permutations", Poseidon2Chip.ARITY));
          Circuit circuit = new Circuit("poseidon2", List.of(chip), 0, List.of(), 3);
          int[] inputs =
              random.ints(Poseidon2Chip.ELEMENTS << LOG_HEIGHT, 0, KoalaBear.MODULUS).toArray();
          int[] counts = random.ints(1 << LOG_HEIGHT, 0, 9).toArray();
          try (Workers workers = new Workers(1)) {
            Matrix trace = chip.trace(1 << LOG_HEIGHT, inputs, counts, workers);
            check(circuit, new Witness(List.of(trace), new int[0]), 0, random);
          }
        });
  }

  @Test
  void lookups() {
    Seeds.run(
        "fractions of lookups",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = LookupChips.circuit(3);
          check(circuit, LookupChips.witness(random, 1 << LOG_HEIGHT), 0, random);
        });
  }
}
