package io.braid.node.loadtest.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.braid.node.loadtest.workload.Schedule;
import org.junit.jupiter.api.Test;

class StageFiguresTest {

  private static final long MS = 1_000_000;
  private static final double PRECISION = 0.002;

  /** One transaction each millisecond, for a second; before, 500 while the rate rises. */
  private final Schedule schedule = new Schedule(1, 1, 1_000, 1);

  private final Observations seen = new Observations(schedule.transactions());

  private StageFigures figures() {
    return StageFigures.of(Stage.EXECUTED, schedule, seen, _ -> true);
  }

  @Test
  void nothingSeenIsNoFigure() {
    assertNull(figures());
  }

  @Test
  void latencyCountsFromWhenATransactionWasDue() {
    for (int i = 0; i < seen.count(); i++) {
      seen.ended(i, schedule.dueNanosOf(i) + (i % 10 == 0 ? 50 : 5) * MS);
    }
    StageFigures figures = figures();
    assertEquals(1_000, figures.count());
    assertEquals(5, figures.p50Ms(), 5 * PRECISION);
    assertEquals(50, figures.p99Ms(), 50 * PRECISION);
    assertEquals(50, figures.maxMs(), 50 * PRECISION);
  }

  /** A chain that stands still for half a second delays all that is due meanwhile. */
  @Test
  void aStallCountsForEachThatHadToWait() {
    long from = schedule.measuredFromNanos();
    for (int i = 0; i < seen.count(); i++) {
      long due = schedule.dueNanosOf(i);
      boolean waits = due >= from && due < from + 500 * MS;
      seen.ended(i, waits ? from + 500 * MS : due);
    }
    StageFigures figures = figures();
    assertEquals(0, figures.p50Ms(), 1 + PRECISION);
    assertEquals(400, figures.p90Ms(), 400 * PRECISION + 1);
    assertEquals(490, figures.p99Ms(), 490 * PRECISION + 1);
    assertEquals(500, figures.maxMs(), 500 * PRECISION + 1);
  }

  @Test
  void theRampIsLeftOutAndWhatComesTooLateIsNoRate() {
    for (int i = 0; i < seen.count(); i++) {
      boolean isRamp = i < 500;
      // The first half of the measured part comes in time, the other a second later.
      seen.ended(i, schedule.dueNanosOf(i) + (isRamp || i < 1_000 ? 0 : 1_000 * MS));
    }
    StageFigures figures = figures();
    assertEquals(1_000, figures.count());
    assertEquals(500, figures.perSecond(), 1);
  }

  @Test
  void whatDoesNotCountIsLeftOut() {
    for (int i = 0; i < seen.count(); i++) {
      seen.ended(i, schedule.dueNanosOf(i) + (i % 2L) * 70 * MS);
    }
    StageFigures even = StageFigures.of(Stage.EXECUTED, schedule, seen, i -> i % 2 == 0);
    assertEquals(500, even.count());
    assertEquals(0, even.maxMs(), PRECISION);
  }
}
