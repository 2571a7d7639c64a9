package io.braid.stark.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** States at once against states one at a time. */
class KeccakKernelTest {

  private static final int RUNS = 200;

  private final KeccakKernel kernel = KeccakKernel.fastest();
  private final int lanes = kernel.lanes();

  private void check(long[][] expected) {
    long[] states = kernel.newStates();
    for (int word = 0; word < Keccak.WORDS; word++) {
      for (int lane = 0; lane < lanes; lane++) {
        states[word * lanes + lane] = expected[lane][word];
      }
    }
    kernel.permute(states);
    for (int lane = 0; lane < lanes; lane++) {
      Keccak.permute(expected[lane]);
      long[] actual = new long[Keccak.WORDS];
      for (int word = 0; word < Keccak.WORDS; word++) {
        actual[word] = states[word * lanes + lane];
      }
      assertArrayEquals(expected[lane], actual);
    }
  }

  @Test
  void vectorsServeWhereTheyAreThere() {
    assertTrue(kernel instanceof VectorKeccakKernel);
    assertTrue(lanes > 1);
  }

  @Test
  void statesOfAnything() {
    Seeds.run(
        "states",
        seed -> {
          Random random = new Random(seed);
          for (int run = 0; run < RUNS; run++) {
            long[][] states = new long[lanes][];
            Arrays.setAll(states, lane -> random.longs(Keccak.WORDS).toArray());
            check(states);
          }
        });
  }

  @Test
  void oneBitOfOneLane() {
    for (int bit = 0; bit < Keccak.WORDS * Long.SIZE; bit++) {
      long[][] states = new long[lanes][Keccak.WORDS];
      states[bit % lanes][bit / Long.SIZE] = 1L << bit;
      check(states);
    }
  }
}
