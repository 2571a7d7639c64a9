package io.braid.node.loadtest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The time of a run, in nanoseconds from its start. */
final class RunClock implements LongSupplier {

  /** Between the call that starts the run and its start, so that the first request is in time. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What becomes due within this time is sent together: waking up costs more than it gives. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private volatile long startNanos = System.nanoTime();

  /** Starts the run, a moment from now. */
  void start() {
    startNanos = System.nanoTime() + LEAD_NANOS;
  }

  @Override
  public long getAsLong() {
    return System.nanoTime() - startNanos;
  }

  /** Waits until a time, and at least until the next tick. */
  void await(long nanos) {
    long until = Math.max(nanos, getAsLong() + TICK_NANOS);
    for (long left = until - getAsLong(); left > 0; left = until - getAsLong()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while transactions were sent");
      }
    }
  }
}
