package io.braid.stark.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.field.KoalaBear;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States at once against states one at a time. */
class Poseidon2KernelTest {

  private static final int RUNS = 200;
  private static final int LARGEST = KoalaBear.MODULUS - 1;

  static Stream<Poseidon2> permutations() {
    return Stream.of(Poseidon2.WIDTH_16, Poseidon2.WIDTH_24);
  }

  private static void check(Poseidon2 permutation, IntSupplier elements) {
    Poseidon2Kernel kernel = Poseidon2Kernel.fastest(permutation);
    int lanes = kernel.lanes();
    int[] states = new int[kernel.width() * lanes];
    for (int i = 0; i < states.length; i++) {
      states[i] = elements.getAsInt();
    }
    int[] before = states.clone();
    kernel.permute(states);
    for (int lane = 0; lane < lanes; lane++) {
      int[] expected = state(before, lanes, lane);
      permutation.permute(expected);
      assertArrayEquals(expected, state(states, lanes, lane));
    }
  }

  private static int[] state(int[] states, int lanes, int lane) {
    int[] state = new int[states.length / lanes];
    for (int i = 0; i < state.length; i++) {
      state[i] = states[i * lanes + lane];
    }
    return state;
  }

  @ParameterizedTest
  @MethodSource("permutations")
  void vectorsServeWhereTheyAreThere(Poseidon2 permutation) {
    Poseidon2Kernel kernel = Poseidon2Kernel.fastest(permutation);
    assertTrue(kernel instanceof VectorPoseidon2Kernel);
    assertTrue(kernel.lanes() > 1);
    assertEquals(permutation.width(), kernel.width());
  }

  @ParameterizedTest
  @MethodSource("permutations")
  void statesOfAnything(Poseidon2 permutation) {
    Seeds.run(
        "states",
        seed -> {
          Random random = new Random(seed);
          for (int run = 0; run < RUNS; run++) {
            check(permutation, () -> random.nextInt(KoalaBear.MODULUS));
          }
        });
  }

  /** No reduction may be left out that is needed for the largest, or for those next to it. */
  @ParameterizedTest
  @MethodSource("permutations")
  void statesOfTheLeastAndTheLargest(Poseidon2 permutation) {
    check(permutation, () -> 0);
    check(permutation, () -> LARGEST);
    Seeds.run(
        "edges",
        seed -> {
          Random random = new Random(seed);
          for (int run = 0; run < RUNS; run++) {
            check(permutation, () -> random.nextBoolean() ? 0 : LARGEST);
            check(permutation, () -> Math.abs(LARGEST * random.nextInt(2) - random.nextInt(4)));
          }
        });
  }
}
