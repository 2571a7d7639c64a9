package io.braid.stark.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.stark.air.Circuit;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.fixtures.Profiles;
import io.braid.stark.key.Heights.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * That a key has no heights at which a verifier would fail: the byte of a proof that chooses one of
 * them comes from anyone.
 */
class HeightsTest {

  private static final int[] NO_ROOT = new int[MerkleHash.DIGEST_INTS];

  private static final Circuit LOOKUPS = LookupChips.circuit(3);

  private static void refused(String message, Heights heights) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new VerifyingKey(LOOKUPS, Profiles.L1, heights, NO_ROOT))
            .getMessage());
  }

  @Test
  void heightsAreThoseOfTheProfile() {
    Heights most = Heights.upTo(20, LOOKUPS, Profiles.L1);
    assertEquals(most, new VerifyingKey(LOOKUPS, Profiles.L1, most, NO_ROOT).heights());
    // The other profile has domains of twice the rows, this one of 16 times.
    refused(
        "table squares has up to 2^23 rows, and profile quick l1 allows 2^20",
        Heights.upTo(23, LOOKUPS, Profiles.INNER));
    refused(
        "table squares has up to 2^255 rows, and profile quick l1 allows 2^20",
        new Heights(List.of(new Range(0, 255), new Range(4, 4))));
  }

  @Test
  void heightsAreThoseOfTheCircuit() {
    Circuit other = new Circuit("other", List.of(new FibonacciChip()), 3, List.of(), 3);
    refused("heights of 1 tables, and circuit lookups has 2", Heights.upTo(8, other, Profiles.L1));
  }

  @Test
  void fixedColumnsHaveTheirHeight() {
    refused(
        "table nibbles has 2^0 to 2^4 rows, and its fixed columns have 2^4",
        new Heights(List.of(new Range(0, 8), new Range(0, 4))));
    refused(
        "table nibbles has 2^5 to 2^5 rows, and its fixed columns have 2^4",
        new Heights(List.of(new Range(0, 8), new Range(5, 5))));
  }

  @Test
  void rangesHaveHeights() {
    assertEquals(
        "tables have no heights from 2^3 to 2^2",
        assertThrows(IllegalArgumentException.class, () -> new Range(3, 2)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Range(-1, 2));
  }
}
