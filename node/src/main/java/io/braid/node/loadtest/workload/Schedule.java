package io.braid.node.loadtest.workload;

import java.util.concurrent.TimeUnit;

/**
 * When each request is due, whatever became of those before: latency counts from here, so that a
 * chain which stalls cannot slow the clock that it is measured by.
 *
 * <p>The rate rises evenly from nothing while the chain warms up, then it stays. A request holds a
 * batch of transactions that are due together.
 *
 * @param rampUpSeconds until the rate is reached
 * @param seconds at the rate: the measured part
 * @param rate transactions a second
 * @param batchSize transactions of a request; the last one may hold fewer
 */
public record Schedule(int rampUpSeconds, int seconds, int rate, int batchSize) {

  private static final double NANOS_IN_SECOND = 1e9;

  /** Checks the range. */
  public Schedule {
    if (rampUpSeconds < 0 || seconds < 1 || rate < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "a schedule has no negative ramp, and at least 1 second, 1 transaction a second and 1 a request, not %d, %d, %d and %d"
              .formatted(rampUpSeconds, seconds, rate, batchSize));
    }
  }

  /** Transactions that are due before the measured part: at half the rate on average. */
  private double rampUpTransactions() {
    return rate / 2.0 * rampUpSeconds;
  }

  /** How many transactions there are. */
  public int transactions() {
    return Math.toIntExact((long) rampUpTransactions() + (long) rate * seconds);
  }

  /** How many requests there are. */
  public int requests() {
    return Math.ceilDiv(transactions(), batchSize);
  }

  /** The first transaction of a request. */
  public int first(int request) {
    return request * batchSize;
  }

  /** The transaction behind the last one of a request. */
  public int end(int request) {
    return (int) Math.min((long) (request + 1) * batchSize, transactions());
  }

  /** When a request is due, in nanoseconds from the start. */
  public long dueNanos(int request) {
    double before = (double) request * batchSize;
    double rampUp = rampUpTransactions();
    double second =
        before < rampUp
            ? Math.sqrt(2 * before * rampUpSeconds / rate)
            : rampUpSeconds + (before - rampUp) / rate;
    return (long) (second * NANOS_IN_SECOND);
  }

  /** When a transaction is due, in nanoseconds from the start: with its request. */
  public long dueNanosOf(int transaction) {
    return dueNanos(transaction / batchSize);
  }

  /** The first request from one on that is not due at a time, in nanoseconds from the start. */
  public int firstNotDue(long nanos, int from) {
    int request = from;
    while (request < requests() && dueNanos(request) <= nanos) {
      request++;
    }
    return request;
  }

  /** When the measured part begins, in nanoseconds from the start. */
  public long measuredFromNanos() {
    return TimeUnit.SECONDS.toNanos(rampUpSeconds);
  }

  /** When the measured part ends, in nanoseconds from the start. */
  public long endNanos() {
    return TimeUnit.SECONDS.toNanos((long) rampUpSeconds + seconds);
  }
}
