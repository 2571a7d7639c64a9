package io.braid.sequencer.rpc.vertx;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients side by side, each on a thread of its own, and what went wrong with any. */
final class Clients implements AutoCloseable {

  /** What one does. */
  interface Client {
    void run() throws Exception;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  void start(String name, Client client) {
    running.incrementAndGet();
    threads.execute(() -> {
      try {
        client.run();
      } catch (Exception | AssertionError failure) {
        failures.add(new AssertionError(name + ": " + failure.getMessage(), failure));
      } finally {
        running.decrementAndGet();
      }
    });
  }

  boolean isAnyRunning() {
    return running.get() > 0;
  }

  boolean hasFailed() {
    return !failures.isEmpty();
  }

  /** What went wrong. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Waits for all of them. */
  @Override
  public void close() {
    threads.close();
  }
}
