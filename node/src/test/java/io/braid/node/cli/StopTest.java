package io.braid.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a process. */
class StopTest {

  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Stop stop = Stop.onSignal();

  @AfterEach
  void stopped() {
    stop.stopped();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void whatNoThreadCatchesEndsTheProcess() throws Exception {
    assertFalse(stop.isAsked());
    Thread worker =
        Thread.ofPlatform()
            .name("worker")
            .start(() -> {
              throw new StackOverflowError("too deep");
            });
    worker.join();
    assertTrue(stop.isAsked());
    assertEquals(
        "thread worker has ended: java.lang.StackOverflowError: too deep",
        stop.fault().getMessage());
  }

  @Test
  void theFirstFaultCounts() throws Exception {
    stop.failed(new IllegalStateException("first"));
    stop.failed(new IllegalStateException("second"));
    assertTrue(stop.await(0));
    assertEquals("first", stop.fault().getMessage());
  }
}
