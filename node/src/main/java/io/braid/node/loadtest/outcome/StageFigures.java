package io.braid.node.loadtest.outcome;

import io.braid.node.loadtest.workload.Schedule;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;

/**
 * How long the transactions of the measured part took to a stage, from when each was due, and how
 * many came there a second.
 *
 * @param count transactions that came there
 * @param perSecond transactions that came there while the measured part was sent, a second
 */
public record StageFigures(
    long count,
    double perSecond,
    double p50Ms,
    double p90Ms,
    double p99Ms,
    double p999Ms,
    double maxMs) {

  /** What the histogram tells apart: three digits of up to an hour, in microseconds. */
  private static final long MICROS_MAX = TimeUnit.HOURS.toMicros(1);

  private static final int DIGITS = 3;
  private static final double MICROS_IN_MS = 1_000;

  /**
   * The figures of a stage.
   *
   * @param counts which transactions count
   * @return null if none of them came there
   */
  public static StageFigures of(
      Stage stage, Schedule schedule, Observations observations, IntPredicate counts) {
    long fromNanos = schedule.measuredFromNanos();
    Histogram micros = new Histogram(MICROS_MAX, DIGITS);
    long inTime = 0;
    for (int i = 0; i < observations.count(); i++) {
      long seen = observations.seenNanos(stage, i);
      if (seen == Observations.NEVER || !counts.test(i)) {
        continue;
      }
      if (seen >= fromNanos && seen < schedule.endNanos()) {
        inTime++;
      }
      long due = schedule.dueNanosOf(i);
      if (due >= fromNanos) {
        micros.recordValue(Math.min(Math.ceilDiv(seen - due, 1_000L), MICROS_MAX));
      }
    }
    if (micros.getTotalCount() == 0) {
      return null;
    }
    double seconds = (schedule.endNanos() - fromNanos) / 1e9;
    return new StageFigures(
        micros.getTotalCount(),
        inTime / seconds,
        at(micros, 50),
        at(micros, 90),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / MICROS_IN_MS);
  }

  private static double at(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_IN_MS;
  }
}
