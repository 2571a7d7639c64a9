package io.braid.stark.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.fixtures.ProofMutation;
import io.braid.stark.fixtures.ProofMutations;
import io.braid.stark.fixtures.ProofSubject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That no change of a proof is accepted, and each is rejected for what it is. */
class TamperedProofTest {

  private static final int MUTATIONS_MIN = 20_000;

  /** What was tried, by kind, and the faults that were met. */
  private static final class Tally {

    private final Map<String, Integer> byKind = new TreeMap<>();
    private final EnumSet<Fault> met = EnumSet.noneOf(Fault.class);
    private int tried;

    void check(ProofSubject subject, ProofMutation mutation) {
      Optional<Fault> fault =
          new Verifier(mutation.key()).verify(mutation.publicValues(), mutation.proof());
      assertTrue(
          fault.filter(mutation.expected()::contains).isPresent(),
          () ->
              "%s: %s gives %s, and should one of %s"
                  .formatted(subject.name(), mutation.kind(), fault, mutation.expected()));
      met.add(fault.orElseThrow());
      byKind.merge(mutation.kind(), 1, Integer::sum);
      tried++;
    }
  }

  @Test
  void everyMutationIsRejectedForWhatItIs() {
    Seeds.run(
        "tampered proofs",
        seed -> {
          Random random = new Random(seed);
          try (Workers workers = new Workers(1)) {
            Tally tally = new Tally();
            List<ProofSubject> subjects = ProofSubject.all(random, workers);
            for (ProofSubject subject : subjects) {
              assertEquals(
                  Optional.empty(),
                  new Verifier(subject.key()).verify(subject.publicValues(), subject.proof()));
              ProofMutations.of(
                  subject,
                  subjects,
                  ProofMutations.Amount.ALL,
                  random,
                  workers,
                  mutation -> tally.check(subject, mutation));
            }
            tally.byKind.forEach((kind, count) -> System.out.println(kind + ": " + count));
            System.out.println(tally.tried + " mutations, faults " + tally.met);
            assertTrue(tally.tried >= MUTATIONS_MIN, "only " + tally.tried);
          }
        });
  }
}
