package io.braid.node.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Bugs planted one at a time: each is found within a few seeds, by the invariant that it breaks.
 */
class PlantedBugTest {

  static final List<PlantedBug> BUGS = PlantedBugs.ALL;
  static final List<PlantedBug> PLAIN = BUGS.stream().filter(bug -> !bug.isSubtle()).toList();
  static final List<PlantedBug> SUBTLE = BUGS.stream().filter(PlantedBug::isSubtle).toList();

  private static final int SEEDS_MAX = 10;
  private static final int SEEDS_WITHOUT_A_BUG = 5;
  private static final int EVENTS = 20_000;
  private static final int PLAIN_EVENTS = 2_500;

  @ParameterizedTest
  @FieldSource("PLAIN")
  void isFoundSoon(PlantedBug bug) throws Exception {
    find(bug, PLAIN_EVENTS);
  }

  @Tag("long")
  @ParameterizedTest
  @FieldSource("SUBTLE")
  void isFoundInTime(PlantedBug bug) throws Exception {
    find(bug, EVENTS);
  }

  private static void find(PlantedBug bug, int events) throws Exception {
    BiFunction<Long, Integer, List<String>> trial =
        Trial.with(new PlantedLoader(PlantedCompiler.compile(bug)));
    for (long seed = 1; seed <= SEEDS_MAX; seed++) {
      List<String> verdict = trial.apply(seed, events);
      if (!verdict.getFirst().isEmpty()) {
        assertEquals(bug.broken().name(), verdict.getFirst(), verdict.getLast());
        return;
      }
    }
    fail("not found within %d seeds: %s".formatted(SEEDS_MAX, bug));
  }

  @ParameterizedTest
  @FieldSource("SUBTLE")
  void canStillBePlanted(PlantedBug bug) throws Exception {
    assertFalse(PlantedCompiler.compile(bug).isEmpty());
  }

  @Test
  void nothingIsFoundWithoutABug() throws Exception {
    BiFunction<Long, Integer, List<String>> trial = Trial.with(new PlantedLoader(Map.of()));
    for (long seed = 1; seed <= SEEDS_WITHOUT_A_BUG; seed++) {
      List<String> verdict = trial.apply(seed, PLAIN_EVENTS);
      assertEquals("", verdict.getFirst(), verdict.getLast());
    }
  }
}
