package io.braid.node.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.Limits;
import io.braid.protocol.fixtures.Seeds;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole system with faults, from many seeds: every invariant holds. */
class SimulationTest {

  private static final int EVENTS = 20_000;

  @Test
  void everyInvariantHolds() {
    Seeds.run(
        "simulation",
        seed -> {
          List<Verdict> verdicts = run(seed, 10);
          for (Fault fault : Fault.values()) {
            int count = verdicts.stream().mapToInt(one -> one.summary().faults().get(fault)).sum();
            assertTrue(count > 0, () -> "never struck: " + fault);
          }
        });
  }

  @Tag("long")
  @Test
  void everyInvariantHoldsForLong() {
    Seeds.run(
        "simulation, long",
        seed -> {
          List<Verdict> verdicts = run(seed, 200);
          assertEquals(
              Limits.BLOCKS_INCOMPLETE_MAX,
              verdicts.stream().mapToLong(one -> one.summary().ahead()).max().orElseThrow(),
              "headers ahead of complete blocks");
        });
  }

  /** One simulation on each thread. */
  private static List<Verdict> run(long seed, int count) {
    List<Verdict> verdicts =
        LongStream.range(seed, seed + count)
            .parallel()
            .mapToObj(one -> Simulation.run(one, EVENTS))
            .toList();
    for (Verdict verdict : verdicts) {
      if (!verdict.isGood()) {
        throw new AssertionError(verdict.toString(), verdict.cause());
      }
    }
    return verdicts;
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertEquals(Simulation.run(5, 2_000).toString(), Simulation.run(5, 2_000).toString());
  }
}
