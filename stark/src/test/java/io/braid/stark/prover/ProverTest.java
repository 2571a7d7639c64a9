package io.braid.stark.prover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.FibonacciChip;
import io.braid.stark.fixtures.LookupChips;
import io.braid.stark.fixtures.Profiles;
import io.braid.stark.key.Heights;
import io.braid.stark.poly.Matrix;
import io.braid.stark.profile.Profile;
import io.braid.stark.verifier.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the verifier accepts what the prover makes. */
class ProverTest {

  private static final int LOG_HEIGHT_MAX = 12;

  static List<Profile> profiles() {
    return Profiles.ALL;
  }

  private static ProvingKey key(Circuit circuit, Profile profile, Workers workers) {
    Heights heights = Heights.upTo(LOG_HEIGHT_MAX, circuit, profile);
    return ProvingKey.of(circuit, profile, heights, workers);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void oneTableOfAnyHeightIsProven(Profile profile) {
    Circuit circuit =
        new Circuit("fibonacci", List.of(new FibonacciChip()), 3, List.of(), profile.degreeMax());
    try (Workers workers = new Workers(2)) {
      ProvingKey key = key(circuit, profile, workers);
      for (int log = 0; log <= LOG_HEIGHT_MAX; log++) {
        Matrix trace = FibonacciChip.trace(1 << log, KoalaBear.of(3), KoalaBear.of(5));
        int[] publicValues = FibonacciChip.publicValues(trace);
        byte[] proof = new Prover(key, workers).prove(new Witness(List.of(trace), publicValues));
        Verifier verifier = new Verifier(key.verifyingKey());
        assertEquals(Optional.empty(), verifier.verify(publicValues, proof), "2^" + log + " rows");
        int[] others = publicValues.clone();
        others[2] = KoalaBear.add(others[2], KoalaBear.ONE);
        Fault fault = verifier.verify(others, proof).orElseThrow();
        // With other public values another point is drawn, before which no work may have been done.
        assertTrue(fault == Fault.CONSTRAINTS || fault == Fault.GRINDING_POINT, fault::name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void tablesAndBusesOfAnyHeightAreProven(Profile profile) {
    Seeds.run("lookups", seed -> lookups(profile, new Random(seed)));
  }

  private static void lookups(Profile profile, Random random) {
    Circuit circuit = LookupChips.circuit(profile.degreeMax());
    try (Workers workers = new Workers(1 + random.nextInt(3))) {
      ProvingKey key = key(circuit, profile, workers);
      for (int log = 0; log <= LOG_HEIGHT_MAX; log += 1 + random.nextInt(3)) {
        Witness witness = LookupChips.witness(random, 1 << log);
        byte[] proof = new Prover(key, workers).prove(witness);
        assertEquals(
            Optional.empty(),
            new Verifier(key.verifyingKey()).verify(witness.publicValues(), proof),
            "2^" + log + " rows");
      }
    }
  }

  @Test
  void threadsDoNotChangeProofs() {
    Circuit circuit = LookupChips.circuit(Profiles.L1.degreeMax());
    Witness witness = LookupChips.witness(new Random(1), 1 << 10);
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      byte[] proof = new Prover(key(circuit, Profiles.L1, one), one).prove(witness);
      byte[] other = new Prover(key(circuit, Profiles.L1, three), three).prove(witness);
      assertArrayEquals(proof, other);
    }
  }
}
