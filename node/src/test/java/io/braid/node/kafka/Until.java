package io.braid.node.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for conditions, with deadlines that only a hanging test meets. */
public final class Until {

  private static final long DEADLINE_SECONDS = 60;
  private static final long POLL_MS = 10;

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  private Until() {}

  /** Waits until a condition holds; else fails and says what was seen. */
  public static void holds(String what, Condition condition, Supplier<Object> seen) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    try {
      while (!condition.holds()) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError(
              "not within %d s: %s; seen: %s".formatted(DEADLINE_SECONDS, what, seen.get()));
        }
        Thread.sleep(POLL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("failed while waiting for " + what, e);
    }
  }
}
