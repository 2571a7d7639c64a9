package io.braid.stark.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Table;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.Fractions;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Traces of Keccak: that they are right, and what they cost. */
class KeccakChipTest {

  /** All limbs but the last of what zeros give. */
  private static final String PERMUTED_ZEROS = permutedZeros();

  private static String permutedZeros() {
    long[] state = new long[Keccak.WORDS];
    Keccak.permute(state);
    return Arrays.stream(KeccakTrace.limbs(state))
        .limit(KeccakChip.LIMBS - 1)
        .mapToObj(limb -> Integer.toString(KoalaBear.toCanonical(limb)))
        .collect(Collectors.joining(", "));
  }

  @Test
  void tracesHoldWhatThePermutationGives() {
    Seeds.run(
        "KeccakChip",
        seed -> {
          for (int logHeight : new int[] {5, 8}) {
            Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(logHeight));
            Random random = new Random(seed);
            int capacity = KeccakChip.capacity(logHeight);
            for (int permutations : new int[] {capacity, capacity / 2}) {
              long[] inputs = KeccakCircuit.inputs(permutations, random);
              for (int times = 0; times < 3; times++) {
                assertEquals(
                    List.of(),
                    new RowChecker(circuit).check(KeccakCircuit.witness(logHeight, inputs, times)));
              }
            }
          }
        });
  }

  @Test
  void anotherOutputIsNotProvided() {
    Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(5));
    Witness witness = KeccakCircuit.witness(5, new long[Keccak.WORDS], 1);
    Matrix caller = witness.traces().getLast();
    int column = 1 + KeccakChip.ARITY - 1;
    int element = caller.get(1, column);
    caller.set(1, column, KoalaBear.add(element, KoalaBear.ONE));
    String tuple = "(0, 1, %s, %d)".formatted(PERMUTED_ZEROS, KoalaBear.toCanonical(element));
    String other = "(0, 1, %s, %d)".formatted(PERMUTED_ZEROS, KoalaBear.toCanonical(element) + 1);
    assertEquals(
        Set.of(
            "bus permutations: %s is sent -1 times more than received, first in table keccak, row 0"
                .formatted(tuple),
            ("bus permutations: %s is sent 1 times more than received,"
                    + " first in table caller of permutations, row 1")
                .formatted(other)),
        new RowChecker(circuit)
            .check(witness).stream().map(Violation::toString).collect(Collectors.toSet()));
  }

  /** It would have no input. */
  @Test
  void whatIsCutOffAtTheEndHasNoOutput() {
    Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(5));
    Witness witness = KeccakCircuit.witness(5, new long[Keccak.WORDS], 0);
    Matrix rounds = witness.traces().get(KeccakCircuit.ROUNDS);
    for (int row = KeccakLayout.ROUNDS; row < rounds.height(); row++) {
      rounds.set(row, KeccakLayout.COUNT, KoalaBear.ONE);
    }
    assertEquals(List.of(), new RowChecker(circuit).check(witness));
    rounds.set(0, KeccakLayout.COUNT, KoalaBear.ONE);
    assertEquals(1, new RowChecker(circuit).check(witness).size());
  }

  @Test
  void fractionsAddUp() {
    Seeds.run(
        "fractions of Keccak",
        seed -> {
          Random random = new Random(seed);
          Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(6));
          Witness witness = KeccakCircuit.witness(6, KeccakCircuit.inputs(2, random), 1);
          assertEquals(List.of(), Fractions.violations(circuit, witness, random));
        });
  }

  /** Cells of a permutation of a full table of 2^15 rows, 1365 permutations. */
  @Test
  void committedCells() {
    Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(5));
    int rounds = KeccakLayout.ROUNDS * cells(circuit.tables().get(KeccakCircuit.ROUNDS));
    int parities =
        cells(circuit.tables().get(KeccakCircuit.TABLE_OF_PARITIES)) << KeccakParityChip.LOG_HEIGHT;
    assertEquals(51_384, rounds);
    assertEquals(144, parities / KeccakChip.capacity(15));
    assertEquals(3, circuit.degree());
  }

  private static int cells(Table table) {
    return table.width() + table.fixedWidth() + Extension.DEGREE * table.logUpWidth();
  }

  @Test
  void onlyLimbsAndNoBitsAreReadInTwoRows() {
    Table table = KeccakCircuit.of(KeccakCircuit.chips(5)).tables().get(KeccakCircuit.ROUNDS);
    assertEquals(KeccakChip.LIMBS, table.nextColumns().cardinality());
    assertTrue(table.fixedNextColumns().isEmpty());
  }

  @Test
  void busesCannotWrapInTheTallestTables() {
    Circuit circuit = KeccakCircuit.of(KeccakCircuit.chips(5));
    assertEquals(
        List.of(), circuit.busesThatCanWrap(new int[] {24, KeccakParityChip.LOG_HEIGHT, 24}));
  }

  @Test
  void whatHasNoRoomIsRefused() {
    try (Workers workers = new Workers(1)) {
      assertEquals(
          "2 counts and 50 words for at most 1 permutations",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> KeccakTrace.of(5, new long[50], new int[2], workers))
              .getMessage());
      assertEquals(
          "1 counts and 24 words for at most 1 permutations",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> KeccakTrace.of(5, new long[24], new int[1], workers))
              .getMessage());
    }
  }
}
