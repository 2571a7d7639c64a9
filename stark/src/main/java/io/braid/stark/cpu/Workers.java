package io.braid.stark.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the work on a range: those of its own and the one that asks.
 *
 * <p>One range is shared out at a time. Who asks meanwhile, be it another thread or a task of that
 * range, works on its own range alone, so tasks may ask as well.
 */
public final class Workers implements AutoCloseable {

  /** Threads of one set, with that of the caller. */
  public static final int THREADS_MAX = 1024;

  /** Pieces for each thread, so that one that takes long leaves others to the rest. */
  static final int PIECES_PER_THREAD = 16;

  /**
   * Looks for work before a thread sleeps: about 10 microseconds, since to wake it takes longer.
   */
  static final int LOOKS = 200;

  private final int threads;
  private final List<Thread> helpers = new ArrayList<>();
  private final AtomicReference<SharedRange> shared = new AtomicReference<>();
  private volatile boolean isClosed;

  /** Works on a part of a range, at the same time as others do on other parts. */
  @FunctionalInterface
  public interface RangeTask {

    /** Works from one number to before another. */
    void run(int from, int to);
  }

  /**
   * Starts the threads; with 1 there is none but that of the caller.
   *
   * @param threads from 1 to {@link #THREADS_MAX}, with that of the caller
   */
  public Workers(int threads) {
    if (threads < 1 || threads > THREADS_MAX) {
      throw new IllegalArgumentException(
          "there can be 1 to %d threads, not %d".formatted(THREADS_MAX, threads));
    }
    this.threads = threads;
    for (int i = 1; i < threads; i++) {
      helpers.add(Thread.ofPlatform().daemon().name("stark-worker-" + i).start(this::help));
    }
  }

  /** How many threads work on a range, with that of the caller. */
  public int threads() {
    return threads;
  }

  /**
   * Runs a task on all of a range, in pieces at the same time and in any order, and returns when
   * all have ended. What they wrote can then be read.
   *
   * <p>When a piece throws, those that nobody began are left out, and the first that was thrown is
   * thrown here once the others have ended.
   *
   * @param to behind the last of the range
   * @param grain a piece is no smaller, unless the range is
   */
  public void forRange(int from, int to, int grain, RangeTask task) {
    if (from > to || grain < 1) {
      throw new IllegalArgumentException(
          "no range is from %d to %d in pieces of %d".formatted(from, to, grain));
    }
    if (isClosed) {
      throw new IllegalStateException("these workers have been closed");
    }
    if (from == to) {
      return;
    }
    long length = (long) to - from;
    int pieces = (int) Math.min(length / grain, (long) threads * PIECES_PER_THREAD);
    if (threads == 1 || pieces <= 1) {
      task.run(from, to);
      return;
    }
    SharedRange range = new SharedRange(from, length, pieces, task);
    if (!shared.compareAndSet(null, range)) {
      task.run(from, to);
      return;
    }
    for (int i = 0; i < Math.min(helpers.size(), pieces - 1); i++) {
      LockSupport.unpark(helpers.get(i));
    }
    range.work();
    range.awaitEnd();
    shared.set(null);
    range.rethrow();
  }

  private void help() {
    int looks = 0;
    while (!isClosed) {
      SharedRange range = shared.get();
      if (range != null && range.hasMore()) {
        range.work();
        looks = 0;
      } else if (looks < LOOKS) {
        looks++;
        Thread.onSpinWait();
      } else {
        // A call that comes here in between has left a permit not to sleep.
        LockSupport.park(this);
        looks = 0;
      }
    }
  }

  /** Ends the threads, once they have ended the pieces they are at. */
  @Override
  public void close() {
    isClosed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
