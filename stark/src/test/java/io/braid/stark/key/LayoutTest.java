package io.braid.stark.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.stark.commit.MatrixShape;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from a circuit and heights, worked out by hand for one circuit. */
class LayoutTest {

  private static final Grinding NO_WORK = new Grinding(0, 0, 0, 0, 0);

  private static Profile profile(int logFold, int logFinalLength) {
    return new Profile(
        "test", HashKind.KECCAK, 26, true, 2, 20, logFold, logFinalLength, 3, NO_WORK);
  }

  @Test
  void matricesAndColumns() {
    Layout layout = new Layout(LookupChips.circuit(3), profile(3, 2), new int[] {10, 4});
    assertEquals(10, layout.logHeight());
    assertEquals(12, layout.logDomain());
    assertEquals(2, layout.quotientParts());
    assertEquals(
        List.of(new MatrixShape(6, 1)), layout.tree(TreeKind.FIXED).orElseThrow().matrices());
    assertEquals(
        List.of(new MatrixShape(12, 6), new MatrixShape(6, 1)),
        layout.tree(TreeKind.MAIN).orElseThrow().matrices());
    // Five interactions, two to a column; and one.
    assertEquals(
        List.of(new MatrixShape(12, 12), new MatrixShape(6, 4)),
        layout.tree(TreeKind.LOGUP).orElseThrow().matrices());
    assertEquals(
        List.of(new MatrixShape(12, 8)), layout.tree(TreeKind.QUOTIENT).orElseThrow().matrices());
    assertEquals(1 + 7 + 16 + 8, layout.width());
    // The sums of all fractions before, of either table.
    assertEquals(8, layout.nextWidth());
  }

  @Test
  void foldings() {
    int[] heights = {10, 4};
    assertEquals(
        List.of(3, 3, 2), new Layout(LookupChips.circuit(3), profile(3, 2), heights).foldings());
    assertEquals(
        List.of(1, 1, 1), new Layout(LookupChips.circuit(3), profile(1, 7), heights).foldings());
    Layout none = new Layout(LookupChips.circuit(3), profile(3, 10), heights);
    assertEquals(List.of(), none.foldings());
    assertEquals(10, none.logFinalLength());
  }

  @Test
  void profilesAreWithinTheirRanges() {
    assertThrows(IllegalArgumentException.class, () -> profile(0, 2));
    assertThrows(IllegalArgumentException.class, () -> profile(4, 2));
    assertThrows(IllegalArgumentException.class, () -> profile(3, 11));
    assertThrows(IllegalArgumentException.class, () -> new Grinding(0, 0, 0, 0, 25));
    // With a blow-up of 2 a quotient has room for degree 3.
    assertThrows(
        IllegalArgumentException.class,
        () -> new Profile("test", HashKind.KECCAK, 26, true, 1, 20, 3, 2, 4, NO_WORK));
  }
}
