package io.braid.stark.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.stark.algebra.Fault;
import io.braid.stark.cpu.Workers;
import io.braid.stark.fixtures.ProofMap;
import io.braid.stark.fixtures.ProofMutation;
import io.braid.stark.fixtures.ProofMutations;
import io.braid.stark.fixtures.ProofPart;
import io.braid.stark.fixtures.ProofSubject;
import io.braid.stark.profile.Grinding;
import io.braid.stark.profile.HashKind;
import io.braid.stark.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Domains with fewer points than there are queries, so that some must be for one point. */
class CoincidingQueriesTest {

  private static final int QUERIES = 20;

  private static Profile profile(HashKind hash, boolean isPruned) {
    return new Profile(
        hash.name() + (isPruned ? " pruned" : " plain"),
        hash,
        32,
        isPruned,
        1,
        QUERIES,
        1,
        0,
        3,
        new Grinding(0, 0, 0, 0, 0));
  }

  private static long count(ProofSubject subject, ProofPart part) {
    return subject.fields().stream().filter(field -> field.part() == part).count();
  }

  private static Optional<Fault> verdict(ProofSubject subject, byte[] proof) {
    return new Verifier(subject.key()).verify(subject.publicValues(), proof);
  }

  /** What is done with a subject. */
  private interface Check {
    void run(ProofSubject subject, Random random, Workers workers);
  }

  private static void forEach(String name, boolean isPruned, Check test) {
    Seeds.run(
        name,
        seed -> {
          Random random = new Random(seed);
          try (Workers workers = new Workers(1)) {
            for (HashKind hash : HashKind.values()) {
              Profile profile = profile(hash, isPruned);
              test.run(ProofSubject.lookups(profile, 1, random, workers), random, workers);
              for (int height : new int[] {1, 2, 4}) {
                test.run(ProofSubject.fibonacci(profile, height, random, workers), random, workers);
              }
            }
          }
        });
  }

  @Test
  void prunedOpeningsHaveEachRowOnce() {
    forEach(
        "coinciding queries, pruned",
        true,
        (subject, random, workers) -> {
          assertEquals(Optional.empty(), verdict(subject, subject.proof()));
          assertTrue(count(subject, ProofPart.ROW_MAIN) < 2 * QUERIES);
          eachChangeIsSeen(subject, random, workers);
        });
  }

  @Test
  void plainOpeningsHaveARowForEachQuery() {
    forEach(
        "coinciding queries, plain",
        false,
        (subject, random, workers) -> {
          assertEquals(Optional.empty(), verdict(subject, subject.proof()));
          int tables = subject.key().circuit().tables().size();
          assertEquals((long) tables * QUERIES, count(subject, ProofPart.ROW_MAIN));
          assertTrue(hasTwice(subject), "no two queries are for one row");
          eachChangeIsSeen(subject, random, workers);
        });
  }

  /** Whether a row stands in the proof twice: of such a pair each must be checked. */
  private static boolean hasTwice(ProofSubject subject) {
    List<String> rows = new ArrayList<>();
    for (ProofMap.Field field : subject.fields()) {
      if (field.part() == ProofPart.ROW_QUOTIENT) {
        byte[] row = Arrays.copyOfRange(subject.proof(), field.offset(), field.end());
        rows.add(Arrays.toString(row));
      }
    }
    return rows.stream().distinct().count() < rows.size();
  }

  /** Each row and sibling is changed where it stands, and nowhere else. */
  private static void eachChangeIsSeen(ProofSubject subject, Random random, Workers workers) {
    int[] changes = new int[1];
    ProofMutations.ofFields(
        subject,
        1,
        random,
        workers,
        mutation -> {
          if (mutation.kind().matches("flip a bit of: (row|sibling) .*")) {
            check(subject, mutation);
            changes[0]++;
          }
        });
    long fields =
        subject.fields().stream()
            .filter(field -> field.part().isRow() || field.part().isSibling())
            .count();
    assertTrue(changes[0] == fields, changes[0] + " changes of " + fields + " fields");
  }

  private static void check(ProofSubject subject, ProofMutation mutation) {
    Optional<Fault> fault = verdict(subject, mutation.proof());
    assertEquals(1, mutation.expected().size());
    assertEquals(
        mutation.expected().stream().findFirst(),
        fault,
        () -> subject.name() + ": " + mutation.kind());
  }
}
