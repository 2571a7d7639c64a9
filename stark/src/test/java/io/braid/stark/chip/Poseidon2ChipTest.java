package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Bus;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Table;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.fixtures.Fractions;
import io.braid.stark.hash.Poseidon2;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Traces of Poseidon2: that they are right, and what they cost. */
class Poseidon2ChipTest {

  private static final Bus BUS = new Bus(1, "permutations", Poseidon2Chip.ARITY);

  /** Enough for two threads. */
  private static final int HEIGHT = 2048;

  private static final int ELEMENTS = Poseidon2Chip.ELEMENTS;

  static int[] inputs(int permutations, Random random) {
    return random.ints((long) permutations * ELEMENTS, 0, KoalaBear.MODULUS).toArray();
  }

  private static int[] permuted(int[] inputs, int row) {
    int[] state = Arrays.copyOfRange(inputs, row * ELEMENTS, (row + 1) * ELEMENTS);
    Poseidon2.WIDTH_16.permute(state);
    return state;
  }

  @Test
  void tracesHoldWhatThePermutationGives() {
    Circuit circuit = new Circuit("alone", List.of(Poseidon2Chip.alone()), 0, List.of(), 3);
    Seeds.run(
        "Poseidon2Chip",
        seed -> {
          try (Workers workers = new Workers(2)) {
            for (int permutations : new int[] {0, 1, 1000, HEIGHT}) {
              int[] inputs = inputs(permutations, new Random(seed));
              Matrix trace = Poseidon2Chip.alone().trace(HEIGHT, inputs, new int[0], workers);
              Witness witness = new Witness(List.of(trace), new int[0]);
              assertEquals(List.of(), new RowChecker(circuit).check(witness));
              int[] all = Arrays.copyOf(inputs, HEIGHT * ELEMENTS);
              for (int row = 0; row < HEIGHT; row++) {
                int at = row * trace.width() + Poseidon2Chip.OUTPUTS;
                assertArrayEquals(
                    permuted(all, row), Arrays.copyOfRange(trace.elements(), at, at + ELEMENTS));
              }
            }
          }
        });
  }

  @Test
  void permutationsAreLookedUpAsOftenAsIsCounted() {
    CallerChip caller = new CallerChip(BUS);
    Poseidon2Chip chip = Poseidon2Chip.on(BUS);
    Circuit circuit = new Circuit("on a bus", List.of(chip, caller), 0, List.of(), 3);
    int[] inputs = inputs(3, new Random(1));
    int[][] tuples = new int[3][];
    for (int row = 0; row < 3; row++) {
      tuples[row] = Arrays.copyOfRange(inputs, row * ELEMENTS, (row + 2) * ELEMENTS);
      System.arraycopy(permuted(inputs, row), 0, tuples[row], ELEMENTS, ELEMENTS);
    }
    try (Workers workers = new Workers(1)) {
      Matrix trace = chip.trace(4, inputs, new int[] {2, 0, 1}, workers);
      Matrix called = caller.trace(List.of(tuples[0], tuples[2], tuples[0]));
      Witness witness = new Witness(List.of(trace, called), new int[0]);
      assertEquals(List.of(), new RowChecker(circuit).check(witness));
      assertEquals(List.of(), Fractions.violations(circuit, witness, new Random(2)));
    }
  }

  @Test
  void compressionsAreLookedUp() {
    Bus bus = new Bus(1, "compressions", Poseidon2Chip.COMPRESSION_ARITY);
    CallerChip caller = new CallerChip(bus);
    Poseidon2Chip chip = Poseidon2Chip.compressing(bus);
    Circuit circuit = new Circuit("compressing", List.of(chip, caller), 0, List.of(), 3);
    int[] inputs = inputs(1, new Random(1));
    int[] outputs = permuted(inputs, 0);
    int[] tuple = Arrays.copyOf(inputs, Poseidon2Chip.COMPRESSION_ARITY);
    for (int i = 0; i < Poseidon2Chip.DIGEST; i++) {
      tuple[ELEMENTS + i] = KoalaBear.add(outputs[i], inputs[i]);
    }
    try (Workers workers = new Workers(1)) {
      Matrix trace = chip.trace(1, inputs, new int[] {1}, workers);
      Witness witness = new Witness(List.of(trace, caller.trace(List.of(tuple))), new int[0]);
      assertEquals(List.of(), new RowChecker(circuit).check(witness));
      tuple[ELEMENTS] = outputs[0];
      Witness other = new Witness(List.of(trace, caller.trace(List.of(tuple))), new int[0]);
      assertEquals(2, new RowChecker(circuit).check(other).size());
    }
  }

  @Test
  void columnsAndNodesAreFew() {
    Poseidon2Chip chip = Poseidon2Chip.on(BUS);
    Table alone =
        new Circuit("alone", List.of(Poseidon2Chip.alone()), 0, List.of(), 3).tables().getFirst();
    Table onBus = new Circuit("on a bus", List.of(chip), 0, List.of(), 3).tables().getFirst();
    assertEquals(164, alone.width());
    assertEquals(0, alone.logUpWidth());
    assertEquals(165, onBus.width());
    assertEquals(1, onBus.logUpWidth());
    assertEquals(3, alone.degree());
    assertEquals(3, onBus.degree());
    assertEquals(2500, alone.reachable().length, 300);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (Workers workers = new Workers(1)) {
      Poseidon2Chip alone = Poseidon2Chip.alone();
      assertEquals(
          "32 elements are no inputs of 1 rows",
          refusal(() -> alone.trace(1, new int[32], new int[0], workers)));
      assertEquals(
          "17 elements are no inputs of 2 rows",
          refusal(() -> alone.trace(2, new int[17], new int[0], workers)));
      assertEquals(
          "1 counts for 1 permutations",
          refusal(() -> alone.trace(1, new int[16], new int[1], workers)));
      assertEquals(
          "0 counts for 1 permutations",
          refusal(() -> Poseidon2Chip.on(BUS).trace(1, new int[16], new int[0], workers)));
    }
  }

  private static String refusal(Runnable trace) {
    return assertThrows(IllegalArgumentException.class, trace::run).getMessage();
  }
}
