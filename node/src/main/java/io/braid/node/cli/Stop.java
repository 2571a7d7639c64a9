package io.braid.node.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Ends a process in good order when a signal or a fault tells it to. The process waits, not for
 * ever, until it has stopped. What no thread catches is a fault too.
 */
final class Stop {

  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /** How long a process has to stop, in seconds. */
  private static final long STOP_SECONDS_MAX = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<RuntimeException> fault = new AtomicReference<>();
  private final Thread starting;
  private volatile boolean isStarting = true;

  private Stop(Thread starting) {
    this.starting = starting;
  }

  /** Begins to listen for signals and faults; the calling thread starts the process. */
  static Stop onSignal() {
    Stop stop = new Stop(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::signalled));
    Thread.setDefaultUncaughtExceptionHandler(stop::uncaught);
    return stop;
  }

  private void uncaught(Thread thread, Throwable fault) {
    LOG.error("thread {} has ended", thread.getName(), fault);
    failed(new IllegalStateException("thread %s has ended: %s".formatted(thread.getName(), fault)));
  }

  private void signalled() {
    if (stopped.getCount() == 0) {
      return;
    }
    LOG.info("stopping");
    asked.countDown();
    if (isStarting) {
      // What it waits for may never come.
      starting.interrupt();
    }
    awaitStopped();
  }

  private boolean awaitStopped() {
    try {
      if (stopped.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        return true;
      }
      LOG.warn(
          "not everything has stopped in {} s: the process ends all the same", STOP_SECONDS_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** The process cannot go on. */
  void failed(RuntimeException why) {
    if (fault.compareAndSet(null, why)) {
      Thread.ofPlatform().daemon().name("stop-limit").start(this::endIfStuck);
    }
    asked.countDown();
  }

  /** No signal may come that would end a process which cannot stop. */
  private void endIfStuck() {
    if (!awaitStopped()) {
      Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
    }
  }

  /** All is started: from here on nobody is interrupted. */
  void started() {
    isStarting = false;
  }

  /** Waits until the process should stop; false if it need not, after a time. */
  boolean await(long timeoutMs) throws InterruptedException {
    return asked.await(timeoutMs, TimeUnit.MILLISECONDS);
  }

  /** Whether the process should stop. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Everything has stopped. */
  void stopped() {
    stopped.countDown();
  }

  /** Why the process could not go on, or null. */
  RuntimeException fault() {
    return fault.get();
  }
}
