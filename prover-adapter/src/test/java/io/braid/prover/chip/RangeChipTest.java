package io.braid.prover.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.RowChecker;
import io.braid.stark.air.Violation;
import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.fixtures.ChipDeletions;
import io.braid.stark.fixtures.ChipMutations;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That limbs and bytes are looked up, and nothing else. */
class RangeChipTest {

  private static final List<Chip> CHIPS =
      List.of(new RangeChip(), new CallerChip(Buses.LIMBS), new CallerChip(Buses.BYTES));
  private static final Circuit CIRCUIT = new Circuit("ranges", CHIPS, 0, List.of(), 3);

  private static int[] tuple(int... numbers) {
    return Arrays.stream(numbers)
        .map(number -> KoalaBear.of(Math.floorMod(number, KoalaBear.MODULUS)))
        .toArray();
  }

  private static Witness witness(RangeChip.Counts counts, List<int[]> limbs, List<int[]> bytes) {
    return new Witness(
        List.of(
            counts.trace(),
            new CallerChip(Buses.LIMBS).trace(limbs),
            new CallerChip(Buses.BYTES).trace(bytes)),
        new int[0]);
  }

  private static Witness right() {
    RangeChip.Counts counts = new RangeChip.Counts();
    Stream.of(0, 65_535, 4660).forEach(counts::limb);
    counts.bytes(255, 255);
    counts.bytes(0x34, 0x12);
    return witness(
        counts,
        List.of(tuple(65_535), tuple(4660), tuple(0)),
        List.of(tuple(0x34, 0x12), tuple(255, 255)));
  }

  @Test
  void noElementCanBeAnother() {
    Seeds.run(
        "mutations of ranges",
        seed -> {
          ChipMutations mutations = new ChipMutations(CIRCUIT, right(), new Random(seed));
          ChipMutations.Report main = mutations.ofMain(0, 0, 4660, 65_535);
          assertEquals(2, main.rejectedColumns());
          assertEquals(Set.of(), main.accepted());
          ChipMutations.Report fixed = mutations.ofFixed(0, 4660, 65_535);
          assertEquals(2, fixed.rejectedColumns());
          assertEquals(Set.of(), fixed.accepted());
        });
  }

  @Test
  void nothingElseIsOffered() {
    for (int[] limb : List.of(tuple(65_536), tuple(-1))) {
      assertEquals(Set.of("limbs"), broken(List.of(limb), List.of()));
    }
    for (int[] bytes : List.of(tuple(256, 0), tuple(0, 256), tuple(-1, 1), tuple(0, -1))) {
      assertEquals(Set.of("bytes"), broken(List.of(), List.of(bytes)));
    }
  }

  private static Set<String> broken(List<int[]> limbs, List<int[]> bytes) {
    return new RowChecker(CIRCUIT)
        .check(witness(new RangeChip.Counts(), limbs, bytes)).stream()
            .map(violation -> ((Violation.OfBus) violation).bus())
            .collect(Collectors.toSet());
  }

  @Test
  void eachOfferIsNeeded() {
    ChipDeletions deletions = new ChipDeletions(0);
    RangeChip.Counts limbs = new RangeChip.Counts();
    limbs.limb(7);
    deletions.showInteraction(CHIPS, witness(limbs, List.of(), List.of()), 0);
    RangeChip.Counts bytes = new RangeChip.Counts();
    bytes.bytes(7, 7);
    deletions.showInteraction(CHIPS, witness(bytes, List.of(), List.of()), 1);
    assertEquals(Set.of(), deletions.notShown(CHIPS));
  }
}
