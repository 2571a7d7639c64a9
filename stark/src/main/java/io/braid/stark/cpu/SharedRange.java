package io.braid.stark.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A range in pieces, of which each thread takes the next until none is left. */
final class SharedRange {

  private final int from;
  private final long length;
  private final int pieces;
  private final Workers.RangeTask task;
  private final Thread owner = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger unfinished;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  SharedRange(int from, long length, int pieces, Workers.RangeTask task) {
    this.from = from;
    this.length = length;
    this.pieces = pieces;
    this.task = task;
    unfinished = new AtomicInteger(pieces);
  }

  /** Whether a piece is left that nobody has begun. */
  boolean hasMore() {
    return next.get() < pieces;
  }

  /** Works on pieces until nobody needs to begin one. */
  void work() {
    while (true) {
      int piece = next.get();
      if (piece >= pieces) {
        return;
      }
      if (next.compareAndSet(piece, piece + 1)) {
        run(piece);
      }
    }
  }

  /** Runs a piece; after a failure it only counts as finished. */
  private void run(int piece) {
    try {
      if (failure.get() == null) {
        task.run(begin(piece), begin(piece + 1));
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != owner) {
        LockSupport.unpark(owner);
      }
    }
  }

  private int begin(int piece) {
    return (int) (from + length * piece / pieces);
  }

  /** Waits for the pieces that others are at; an interrupt is kept for later. */
  void awaitEnd() {
    boolean isInterrupted = false;
    int looks = 0;
    while (unfinished.get() != 0) {
      if (looks < Workers.LOOKS) {
        looks++;
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        isInterrupted |= Thread.interrupted();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws what a piece has thrown. */
  void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case Throwable thrown -> throw new IllegalStateException(thrown);
    }
  }
}
