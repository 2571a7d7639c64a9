package io.braid.node.loadtest.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long MS = 1_000_000;

  /** To the nanosecond, of which one may be lost in rounding. */
  private static void assertNear(long expected, long nanos) {
    assertTrue(Math.abs(expected - nanos) <= 1, () -> "%d is not %d".formatted(nanos, expected));
  }

  @Test
  void transactionsAreDueEvenlyAtTheRate() {
    Schedule schedule = new Schedule(0, 2, 1_000, 1);
    assertEquals(2_000, schedule.transactions());
    assertEquals(2_000, schedule.requests());
    for (int i = 0; i < schedule.requests(); i++) {
      assertNear(i * MS, schedule.dueNanos(i));
    }
    assertEquals(0, schedule.measuredFromNanos());
    assertEquals(2_000 * MS, schedule.endNanos());
  }

  @Test
  void aBatchIsDueAtOnce() {
    Schedule schedule = new Schedule(0, 1, 250, 100);
    assertEquals(3, schedule.requests());
    assertEquals(200, schedule.first(2));
    assertEquals(250, schedule.end(2));
    assertEquals(100, schedule.end(0));
    assertNear(400 * MS, schedule.dueNanos(1));
    assertEquals(schedule.dueNanos(1), schedule.dueNanosOf(100));
    assertEquals(schedule.dueNanos(1), schedule.dueNanosOf(199));
    assertEquals(schedule.dueNanos(2), schedule.dueNanosOf(200));
  }

  /** While the rate rises evenly, the square of the time grows with the number. */
  @Test
  void theRateRisesEvenly() {
    Schedule schedule = new Schedule(10, 5, 100, 1);
    assertEquals(500 + 500, schedule.transactions());
    assertEquals(0, schedule.dueNanos(0));
    assertNear(5_000 * MS, schedule.dueNanos(125));
    assertNear(10_000 * MS, schedule.dueNanos(500));
    assertNear(schedule.measuredFromNanos(), schedule.dueNanos(500));
    assertNear(10_010 * MS, schedule.dueNanos(501));
    long before = -1;
    long gap = 10_000 * MS;
    for (int i = 0; i < 500; i++) {
      assertTrue(schedule.dueNanos(i) > before);
      long next = schedule.dueNanos(i + 1) - schedule.dueNanos(i);
      assertTrue(next <= gap + 2, "the gaps shrink, but for rounding");
      gap = next;
      before = schedule.dueNanos(i);
    }
  }

  @Test
  void whoIsLateFindsAllThatIsDue() {
    Schedule schedule = new Schedule(0, 1, 1_000, 10);
    assertEquals(1, schedule.firstNotDue(0, 0));
    assertEquals(3, schedule.firstNotDue(20 * MS, 1));
    assertEquals(3, schedule.firstNotDue(29 * MS, 3));
    assertEquals(100, schedule.firstNotDue(Long.MAX_VALUE, 7));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertEquals(
        "a schedule has no negative ramp, and at least 1 second, 1 transaction a second and 1 a request, not -1, 0, 0 and 0",
        assertThrows(IllegalArgumentException.class, () -> new Schedule(-1, 0, 0, 0)).getMessage());
  }
}
