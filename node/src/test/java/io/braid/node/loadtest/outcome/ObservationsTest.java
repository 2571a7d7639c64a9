package io.braid.node.loadtest.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What was seen of a transaction decides its fate. */
class ObservationsTest {

  /** What is told of transaction 1 of three, and what that means. */
  record Row(String name, Consumer<Observations> told, Fate fate, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, Consumer<Observations> told, Fate fate, String reason) {
    return new Row(name, told, fate, reason);
  }

  private static void succeed(Observations seen) {
    seen.acknowledged(1, 5);
    seen.begun(1);
    seen.ended(1, 6);
    seen.listed(1, 7);
    seen.receipt(1, true);
  }

  static final List<Row> ROWS =
      List.of(
          row("whole way", ObservationsTest::succeed, Fate.SUCCEEDED, ""),
          row("receipt alone", seen -> seen.receipt(1, true), Fate.SUCCEEDED, ""),
          row("status 0", seen -> seen.receipt(1, false), Fate.FAILED, ""),
          row(
              "no answer, but a receipt",
              seen -> {
                seen.unanswered(1, "connection reset");
                seen.receipt(1, true);
              },
              Fate.SUCCEEDED,
              ""),
          row(
              "refused after it ran",
              seen -> {
                succeed(seen);
                seen.refusedLater(1, "NONCE_TOO_LOW");
              },
              Fate.SUCCEEDED,
              ""),
          row(
              "queued first",
              seen -> {
                seen.queued(1);
                succeed(seen);
              },
              Fate.SUCCEEDED,
              ""),
          row(
              "refused at once",
              seen -> seen.refusedAtOnce(1, "NONCE_TOO_LOW"),
              Fate.REFUSED_AT_ONCE,
              "NONCE_TOO_LOW"),
          row(
              "refused later",
              seen -> {
                seen.acknowledged(1, 5);
                seen.queued(1);
                seen.refusedLater(1, "REPLACED");
              },
              Fate.REFUSED_LATER,
              "REPLACED"),
          row(
              "queued",
              seen -> {
                seen.acknowledged(1, 5);
                seen.queued(1);
              },
              Fate.QUEUED,
              ""),
          row("nothing", seen -> {}, Fate.NO_ANSWER, ""),
          row(
              "no answer",
              seen -> seen.unanswered(1, "connection reset"),
              Fate.NO_ANSWER,
              "connection reset"),
          row("no outcome", seen -> seen.acknowledged(1, 5), Fate.LOST, "no outcome"),
          row(
              "begun and not ended",
              seen -> {
                seen.acknowledged(1, 5);
                seen.begun(1);
              },
              Fate.LOST,
              "begun, and in no block"),
          row(
              "listed without a receipt",
              seen -> {
                seen.acknowledged(1, 5);
                seen.begun(1);
                seen.ended(1, 6);
                seen.listed(1, 7);
              },
              Fate.LOST,
              "begun, and in no block"),
          row(
              "begun twice",
              seen -> {
                succeed(seen);
                seen.begun(1);
              },
              Fate.DUPLICATED,
              "began twice"),
          row(
              "ended twice",
              seen -> {
                succeed(seen);
                seen.ended(1, 9);
              },
              Fate.DUPLICATED,
              "ended twice"),
          row(
              "in two blocks",
              seen -> {
                succeed(seen);
                seen.listed(1, 9);
              },
              Fate.DUPLICATED,
              "two receipts"),
          row(
              "two receipts",
              seen -> {
                succeed(seen);
                seen.receipt(1, false);
              },
              Fate.DUPLICATED,
              "two receipts"),
          row(
              "refused twice",
              seen -> {
                seen.acknowledged(1, 5);
                seen.refusedLater(1, "REPLACED");
                seen.refusedLater(1, "REPLACED");
              },
              Fate.DUPLICATED,
              "refused twice"),
          row(
              "refused at once, and run",
              seen -> {
                seen.refusedAtOnce(1, "NONCE_TOO_LOW");
                seen.begun(1);
              },
              Fate.DUPLICATED,
              "refused at once, and run"));

  @ParameterizedTest
  @FieldSource("ROWS")
  void fateFollowsFromWhatWasSeen(Row row) {
    Observations seen = new Observations(3);
    row.told.accept(seen);
    assertEquals(row.fate, seen.fate(1));
    assertEquals(row.reason, seen.reason(1));
    assertEquals(Fate.NO_ANSWER, seen.fate(0), "of its neighbour nothing was seen");
    assertEquals(Fate.NO_ANSWER, seen.fate(2), "of its neighbour nothing was seen");
  }

  @Test
  void rowsHaveEveryFate() {
    Set<Fate> fates = ROWS.stream().map(Row::fate).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Fate.class), fates);
  }

  @Test
  void theFirstTimeOfAStageCounts() {
    Observations seen = new Observations(1);
    assertEquals(Observations.NEVER, seen.seenNanos(Stage.EXECUTED, 0));
    seen.ended(0, -3);
    seen.ended(0, 10);
    assertEquals(-3, seen.seenNanos(Stage.EXECUTED, 0));
    assertEquals(Observations.NEVER, seen.seenNanos(Stage.RECEIPT, 0));
    assertEquals(2, seen.events());
  }

  /** A run waits for an answer and for what the chain makes of it. */
  @Test
  void settledIsWhatHasAnAnswerAndAnOutcome() {
    Observations seen = new Observations(4);
    seen.listed(0, 3);
    assertFalse(seen.isSettled(0));
    seen.acknowledged(0, 5);
    assertTrue(seen.isSettled(0));
    seen.acknowledged(1, 5);
    seen.begun(1);
    seen.ended(1, 6);
    assertFalse(seen.isSettled(1));
    seen.refusedAtOnce(2, "MALFORMED");
    assertTrue(seen.isSettled(2));
    seen.acknowledged(3, 5);
    seen.refusedLater(3, "REPLACED");
    assertTrue(seen.isSettled(3));
  }
}
