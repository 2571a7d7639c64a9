package io.braid.stark.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.fixtures.Profiles;
import io.braid.stark.fixtures.ProofSubject;
import io.braid.stark.key.Heights;
import io.braid.stark.key.VerifyingKey;
import io.braid.stark.profile.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs and statements that are as large as they can be said to be. */
class VerifierLimitsTest {

  private static final int MANY_BYTES = 10_000_000;
  private static final int HEADER_BYTES = 4;
  private static final int BYTE_OF_ELEMENT_MAX = 0x7f;
  private static final int PUBLIC_VALUES = 50_000_000;

  /** What is done with a subject. */
  private interface Check {
    void run(ProofSubject subject, Random random);
  }

  private static void forEach(String name, Check check) {
    Seeds.run(
        name,
        seed -> {
          Random random = new Random(seed);
          try (Workers workers = new Workers(1)) {
            for (Profile profile : Profiles.ALL) {
              check.run(ProofSubject.lookups(profile, 8, random, workers), random);
              check.run(ProofSubject.fibonacci(profile, 8, random, workers), random);
            }
          }
        });
  }

  private static Optional<Fault> verdict(ProofSubject subject, byte[] proof) {
    return new Verifier(subject.key()).verify(subject.publicValues(), proof);
  }

  @Test
  void manyRandomBytesAreNoProof() {
    forEach(
        "10 MB",
        (subject, random) -> {
          byte[] proof = new byte[MANY_BYTES];
          random.nextBytes(proof);
          assertEquals(Optional.of(Fault.VERSION), verdict(subject, proof));
          int begin = HEADER_BYTES + subject.key().circuit().tables().size();
          System.arraycopy(subject.proof(), 0, proof, 0, begin);
          assertTrue(verdict(subject, proof).isPresent());
          // Four of these bytes are an element, wherever it begins: so the form is right.
          for (int at = begin; at < proof.length; at++) {
            proof[at] = (byte) random.nextInt(BYTE_OF_ELEMENT_MAX);
          }
          Fault fault = verdict(subject, proof).orElseThrow();
          boolean hasBuses = subject.key().circuit().busChallenges() > 0;
          List<Fault> expected =
              hasBuses
                  ? List.of(Fault.GRINDING_BUSES, Fault.BUS_SUM)
                  : List.of(Fault.GRINDING_POINT, Fault.CONSTRAINTS);
          assertTrue(expected.contains(fault), fault::name);
        });
  }

  @Test
  void manyBytesBehindAProofAreTooMany() {
    forEach(
        "10 MB behind",
        (subject, random) ->
            assertEquals(
                Optional.of(Fault.TRAILING_BYTES),
                verdict(subject, Arrays.copyOf(subject.proof(), MANY_BYTES))));
  }

  @Test
  void manyPublicValuesAreNotLookedAt() {
    int[] many = new int[PUBLIC_VALUES];
    forEach(
        "public values",
        (subject, random) ->
            assertEquals(
                Optional.of(Fault.PUBLIC_VALUES),
                new Verifier(subject.key()).verify(many, subject.proof())));
  }

  /** As high as domains are: it is not the height that a proof fails by, and nothing overflows. */
  @Test
  void theGreatestHeightIsOne() {
    forEach(
        "greatest heights",
        (subject, random) -> {
          VerifyingKey key = subject.key();
          int most = 24 - key.profile().logBlowUp();
          Heights heights = Heights.upTo(most, key.circuit(), key.profile());
          VerifyingKey high =
              new VerifyingKey(key.circuit(), key.profile(), heights, key.fixedRoot());
          Verifier verifier = new Verifier(high);
          byte[] proof = subject.proof().clone();
          proof[HEADER_BYTES] = (byte) most;
          Fault fault = verifier.verify(subject.publicValues(), proof).orElseThrow();
          assertTrue(
              List.of(Fault.GRINDING_BUSES, Fault.BUS_SUM, Fault.GRINDING_POINT, Fault.CONSTRAINTS)
                  .contains(fault),
              fault::name);
          proof[HEADER_BYTES]++;
          assertEquals(Optional.of(Fault.HEIGHT), verifier.verify(subject.publicValues(), proof));
          byte[] none = Arrays.copyOf(proof, HEADER_BYTES);
          assertEquals(Optional.of(Fault.TRUNCATED), verifier.verify(subject.publicValues(), none));
        });
  }
}
