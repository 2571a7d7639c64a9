package io.braid.sequencer.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two rival writers over fake logs: appends take their time, acknowledgements come late and twice,
 * records are read late, and a writer dies at any moment, with what it had on its way appended in
 * part.
 */
class HeaderSimulationTest {

  private static final int EVENTS = 120_000;

  @Test
  void everyShardGetsTheSameHeadersInOrder() {
    Seeds.run(
        "header writers",
        seed -> {
          int contested = 0;
          long crashes = 0;
          long ahead = 0;
          for (int round = 0; round < 3; round++) {
            HeaderSimulation simulation = new HeaderSimulation(new Random(seed + round));
            for (int i = 0; i < EVENTS; i++) {
              simulation.step();
            }
            long before = simulation.blocks();
            simulation.settle();
            assertTrue(simulation.blocks() > before, "no header after the crashes ended");
            check(simulation);
            contested += simulation.lostProposals();
            crashes += simulation.crashes();
            ahead = Math.max(ahead, simulation.ahead());
          }
          assertTrue(contested > 20, "writers were no rivals: " + contested);
          assertTrue(crashes > 100, "writers did not die: " + crashes);
          assertEquals(Limits.BLOCKS_INCOMPLETE_MAX, ahead, "headers before a complete block");
        });
  }

  private static void check(HeaderSimulation simulation) {
    assertTrue(simulation.blocks() > 100, "few headers: " + simulation.blocks());
    for (int shard = 0; shard < HeaderSimulation.SHARDS; shard++) {
      var applied = simulation.applied(shard);
      assertEquals(simulation.blocks(), applied.size(), "shard " + shard);
      for (int i = 0; i < applied.size(); i++) {
        assertArrayEquals(simulation.header(i + 1), applied.get(i), "header " + (i + 1));
      }
    }
  }
}
