package io.braid.stark.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.stark.air.Circuit;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.key.Heights;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import io.braid.stark.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits by source, against numbers that were worked out apart. */
class SoundnessReportTest {

  private static final double CLOSE = 0.05;

  private static SoundnessReport report(Profile profile, int logHeight) {
    Circuit circuit = LookupChips.circuit(profile.degreeMax());
    Heights heights = Heights.upTo(logHeight, circuit, profile);
    int[] noRoot = new int[MerkleHash.DIGEST_INTS];
    return SoundnessReport.ofLargest(new VerifyingKey(circuit, profile, heights, noRoot));
  }

  @ParameterizedTest
  @CsvSource({"16", "18", "20"})
  void standardProfilesHaveAHundredProvenBits(int logHeight) {
    for (Profile profile : new Profile[] {Profiles.L1, Profiles.INNER}) {
      SoundnessReport report = report(profile, logHeight);
      assertTrue(report.provenBits() >= 100, report::toString);
      assertTrue(report.conjecturedBits() >= report.provenBits(), report::toString);
    }
  }

  /**
   * Blow-up 16, 44 queries, 22 bits of work before them: with m = 3, 1 - theta = 0.25 (1 + 1/6), so
   * a query has 1.7776 bits; a line on 2^24 points has an error of 2^38.45 / |E|, with |E| =
   * 2^123.97.
   */
  @Test
  void bitsAreThoseOfTheFormulas() {
    Profile profile =
        new Profile(
            "44 queries", HashKind.KECCAK, 26, true, 4, 44, 3, 5, 3, new Grinding(0, 0, 0, 0, 22));
    Regime regime = Regime.johnson(3, 1.0 / 16, Math.pow(2, 123.9662));
    assertEquals(0.25 * 7 / 6, 1 - regime.radius(), 1e-9);
    assertEquals(14, regime.codewords(), 1e-9);
    assertEquals(85.51, -Regime.log2(regime.error().of(1 << 24)), CLOSE);
    assertEquals(100.2, 44 * -Regime.log2(1 - regime.radius()) + 22, CLOSE);
    SoundnessReport report = report(profile, 20);
    assertEquals(104, report.proven().get(ErrorSource.TREES), CLOSE);
    // Without work before them batching and folding decide, and with the least m.
    assertEquals(84.51, report.provenBits(), CLOSE);
    assertEquals(84.51, report.proven().get(ErrorSource.BATCHING), CLOSE);
    assertEquals(85.70, report.proven().get(ErrorSource.FOLDING), CLOSE);
    assertEquals(100.2, report.proven().get(ErrorSource.QUERIES), CLOSE);
  }

  @Test
  void uniqueDecodingIsTakenWhereItProvesMore() {
    Profile profile =
        new Profile(
            "many queries",
            HashKind.KECCAK,
            32,
            true,
            1,
            400,
            3,
            5,
            3,
            new Grinding(0, 0, 0, 0, 0));
    SoundnessReport report = report(profile, 20);
    assertTrue(report.toString().contains("unique decoding"), report::toString);
    // 1 - theta = 3/4: 0.415 bits a query; and 2 n of |E| = 2^123.97 for batching, n = 2^21.
    assertEquals(166.0, report.proven().get(ErrorSource.QUERIES), CLOSE);
    assertEquals(123.97 - 22, report.proven().get(ErrorSource.BATCHING), CLOSE);
  }

  @Test
  void moreWorkAndMoreQueriesAreMoreBits() {
    double before = report(Profiles.L1, 20).proven().get(ErrorSource.FOLDING);
    Profile without =
        new Profile(
            "without", HashKind.KECCAK, 26, true, 4, 41, 3, 5, 3, new Grinding(12, 6, 19, 0, 24));
    assertTrue(report(without, 20).provenBits() < 100);
    assertTrue(report(without, 20).proven().get(ErrorSource.FOLDING) < before);
  }
}
