package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Chip;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.chip.KeccakForger.Forgery;
import io.braid.stark.chip.KeccakForger.Kind;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.fixtures.ChipDeletions;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would be proven of Keccak without each of the constraints and lookups. */
class KeccakDeletionTest {

  /** A height for some hundreds of permutations, one for a single one, and one for a lone row. */
  private static final int LOG_HEIGHT = 13;

  private static final int LOG_HEIGHT_OF_ONE = 5;
  private static final int LOG_HEIGHT_OF_LONE_ROW = 0;

  private static final int PROVIDES_OUTPUT = KeccakLayout.LANE_BITS;
  private static final int PROVIDES_INPUT = PROVIDES_OUTPUT + 1;

  private static List<Forgery> forgeries(Kind kind) {
    int count =
        switch (kind) {
          case STATE_BIT -> KeccakLayout.STATE_BITS;
          case FLIP -> KeccakLayout.SIDE * KeccakLayout.LANE_BITS;
          case IOTA -> KeccakLayout.CONSTANT_BITS;
          case RESULT_LIMB, ORDER -> KeccakLayout.LIMBS;
          case THETA -> KeccakLayout.LANE_BITS;
        };
    List<Forgery> forgeries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      forgeries.add(new Forgery(kind, i));
    }
    return forgeries;
  }

  private static Witness witness(KeccakForger forger, int omittedZ) {
    Matrix caller = new CallerChip(KeccakCircuit.PERMUTATIONS).trace(List.of());
    Matrix parities = KeccakParities.counts(forger.rounds(), omittedZ);
    return new Witness(List.of(forger.rounds(), parities, caller), new int[0]);
  }

  /** Writes a permutation for each forgery, right ones behind, and returns the rows by forgery. */
  private static Map<Forgery, Integer> forge(KeccakForger forger, List<Forgery> forgeries) {
    Map<Forgery, Integer> rows = new HashMap<>();
    int permutations = forger.rounds().height() / KeccakLayout.ROUNDS + 1;
    for (int permutation = 0; permutation < permutations; permutation++) {
      if (permutation < forgeries.size()) {
        Forgery forgery = forgeries.get(permutation);
        rows.put(forgery, forger.forge(permutation, forgery));
      } else {
        forger.permute(permutation);
      }
    }
    return rows;
  }

  private static void show(
      ChipDeletions deletions, int logHeight, List<Forgery> forgeries, Random random) {
    KeccakForger forger = new KeccakForger(logHeight, random);
    Map<String, Integer> rows = new HashMap<>();
    forge(forger, forgeries).forEach((forgery, row) -> rows.put(forgery.label(), row));
    Witness hostile = witness(forger, KeccakParities.NO_LOOKUP);
    deletions.showConstraints(KeccakCircuit.chips(logHeight), hostile, rows);
  }

  @Test
  void eachConstraintAndEachInteractionIsNeeded() {
    Seeds.run(
        "deletions of Keccak",
        seed -> {
          Random random = new Random(seed);
          ChipDeletions deletions = new ChipDeletions(KeccakCircuit.ROUNDS);
          List<Forgery> together = new ArrayList<>();
          for (Kind kind : Kind.values()) {
            if (kind != Kind.THETA) {
              together.addAll(forgeries(kind));
            }
          }
          for (Forgery forgery : List.copyOf(together)) {
            if (KeccakForger.isForLoneRow(forgery)) {
              together.remove(forgery);
              show(deletions, LOG_HEIGHT_OF_LONE_ROW, List.of(forgery), random);
            }
          }
          int capacity = KeccakChip.capacity(LOG_HEIGHT);
          for (int from = 0; from < together.size(); from += capacity) {
            int to = Math.min(from + capacity, together.size());
            show(deletions, LOG_HEIGHT, together.subList(from, to), random);
          }
          showInteractions(deletions, random);
          assertEquals(Set.of(), deletions.notShown(KeccakCircuit.chips(LOG_HEIGHT_OF_ONE)));
        });
  }

  private static void showInteractions(ChipDeletions deletions, Random random) {
    List<Chip> chips = KeccakCircuit.chips(LOG_HEIGHT_OF_ONE);
    for (Forgery forgery : forgeries(Kind.THETA)) {
      KeccakForger forger = new KeccakForger(LOG_HEIGHT_OF_ONE, random);
      forge(forger, List.of(forgery));
      deletions.showInteraction(chips, witness(forger, forgery.index()), forgery.index());
    }
    int[] rows = {0, KeccakLayout.ROUNDS - 1};
    int[] interactions = {PROVIDES_OUTPUT, PROVIDES_INPUT};
    for (int i = 0; i < rows.length; i++) {
      KeccakForger forger = new KeccakForger(LOG_HEIGHT_OF_ONE, random);
      forge(forger, List.of());
      forger.rounds().set(rows[i], KeccakLayout.COUNT, KoalaBear.ONE);
      deletions.showInteraction(chips, witness(forger, KeccakParities.NO_LOOKUP), interactions[i]);
    }
  }

  @Test
  void eachKindOfConstraintIsNeededAlone() {
    Seeds.run(
        "deletions of Keccak, one by one",
        seed -> {
          Random random = new Random(seed);
          ChipDeletions deletions = new ChipDeletions(KeccakCircuit.ROUNDS);
          for (Kind kind : Kind.values()) {
            List<Forgery> forgeries = forgeries(kind);
            if (kind != Kind.THETA) {
              show(deletions, LOG_HEIGHT_OF_ONE, List.of(forgeries.getFirst()), random);
              show(deletions, LOG_HEIGHT_OF_ONE, List.of(forgeries.getLast()), random);
            }
          }
        });
  }

  @Test
  void aWrongThetaIsSeenByItsLookupAlone() {
    Seeds.run(
        "wrong theta",
        seed -> {
          KeccakForger forger = new KeccakForger(LOG_HEIGHT, new Random(seed));
          List<Forgery> forgeries = forgeries(Kind.THETA);
          Set<String> hostileRows = new HashSet<>();
          for (int row : forge(forger, forgeries).values()) {
            hostileRows.add("table keccak, row " + row);
          }
          int missing = 0;
          Witness hostile = witness(forger, KeccakParities.NO_LOOKUP);
          for (Violation violation :
              new RowChecker(KeccakCircuit.of(KeccakCircuit.chips(LOG_HEIGHT))).check(hostile)) {
            // Two of them may look up the same number.
            if (violation instanceof Violation.OfBus of && hostileRows.contains(of.where())) {
              missing += of.excess();
            } else {
              fail(violation.toString());
            }
          }
          assertEquals(forgeries.size(), missing);
        });
  }

  @Test
  void parities() {
    List<Chip> chips = List.of(new KeccakParityChip(KeccakCircuit.PARITIES));
    Matrix counts = new Matrix(1 << KeccakParityChip.LOG_HEIGHT, 1);
    counts.set(3, 0, KoalaBear.ONE);
    ChipDeletions deletions = new ChipDeletions(0);
    deletions.showInteraction(chips, new Witness(List.of(counts), new int[0]), 0);
    assertEquals(Set.of(), deletions.notShown(chips));
  }
}
