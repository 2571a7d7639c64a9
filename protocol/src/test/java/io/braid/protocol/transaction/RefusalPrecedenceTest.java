package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.transaction.ImpossiblePairs.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of this package by itself, and each with each other that it can stand beside. */
class RefusalPrecedenceTest {

  /** Two refusals, the one that takes precedence first. */
  record Pair(Refusal first, Refusal second) {}

  /** What this package can answer; the later ones are the ledger's and the queue's. */
  static final Set<Refusal> REFUSALS = EnumSet.range(Refusal.EMPTY, Refusal.NO_SENDER);

  static final List<Fault> FAULTS = Faults.all();

  private final Examination examination = new Examination();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void withoutAFaultThereIsNoRefusal(int type) {
    assertNull(examination.refusal(Faults.valid(type).raw(), Faults.CHAIN_ID));
  }

  @ParameterizedTest
  @FieldSource("REFUSALS")
  void alone(Refusal refusal) {
    int rows = 0;
    for (Fault fault : FAULTS) {
      if (fault.refusal() == refusal) {
        for (int type : fault.types()) {
          assertFirst(refusal, type, List.of(fault));
          rows++;
        }
      }
    }
    assertTrue(rows > 0, () -> "nothing gives " + refusal);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void inPairs(Pair pair) {
    int rows = 0;
    for (Fault first : faultsOf(pair.first)) {
      for (Fault second : faultsOf(pair.second)) {
        for (int type : List.of(0, 1, 2)) {
          if (first.goesWith(second, type)) {
            assertFirst(pair.first, type, List.of(first, second));
            rows++;
          }
        }
      }
    }
    List<Rule> rules =
        ImpossiblePairs.RULES.stream()
            .filter(rule -> rule.covers(pair.first, pair.second))
            .toList();
    assertEquals(rows == 0, !rules.isEmpty(), () -> pair + " is impossible by " + rules);
  }

  @Test
  void pairsAreAllPairs() {
    assertEquals(REFUSALS.size() * (REFUSALS.size() - 1) / 2, pairs().count());
  }

  @Test
  void inGreaterNumber() {
    Seeds.run(
        "refusals in greater number",
        seed -> {
          Random random = new Random(seed);
          List<Fault> faults = new ArrayList<>(FAULTS);
          for (int i = 0; i < 3_000; i++) {
            int type = random.nextInt(3);
            Collections.shuffle(faults, random);
            List<Fault> chosen = new ArrayList<>();
            for (Fault fault : faults.subList(0, 40)) {
              if (fault.types().contains(type)
                  && chosen.stream().allMatch(other -> other.goesWith(fault, type))) {
                chosen.add(fault);
              }
            }
            Refusal first = chosen.stream().map(Fault::refusal).reduce(null, Refusal::first);
            assertFirst(first, type, chosen);
          }
        });
  }

  private void assertFirst(Refusal expected, int type, List<Fault> faults) {
    PlainTransaction transaction = Faults.valid(type);
    faults.forEach(fault -> fault.applyTo(transaction));
    byte[] raw = transaction.raw();
    assertEquals(
        expected,
        examination.refusal(raw, Faults.CHAIN_ID),
        () -> "type %d, %s: %s".formatted(type, faults, HexFormat.of().formatHex(raw)));
  }

  private static List<Fault> faultsOf(Refusal refusal) {
    return FAULTS.stream().filter(fault -> fault.refusal() == refusal).toList();
  }

  static Stream<Pair> pairs() {
    return REFUSALS.stream()
        .flatMap(first ->
            REFUSALS.stream()
                .filter(second -> second.compareTo(first) > 0)
                .map(second -> new Pair(first, second)));
  }
}
