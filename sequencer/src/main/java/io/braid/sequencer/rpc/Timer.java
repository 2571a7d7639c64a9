package io.braid.sequencer.rpc;

/** Runs something later. */
@FunctionalInterface
public interface Timer {

  /**
   * Runs a task once, after this many milliseconds, on a thread that may not be held up.
   *
   * @return cancels it; harmless when it has run
   */
  Runnable after(long delayMs, Runnable task);
}
