package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Caller;
import io.braid.sequencer.rpc.JsonRpc;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Works on requests away from the event loop, a virtual thread each, as many at a time as there are
 * permits. A request that only waits, for the log or a receipt, holds none.
 */
final class RequestWorkers {

  private final JsonRpc rpc;
  private final Semaphore permits;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RequestWorkers(JsonRpc rpc, int requestsAtWorkMax) {
    this.rpc = rpc;
    permits = new Semaphore(requestsAtWorkMax);
  }

  /** Begins the work; empty if there is no room, and then nothing happens. */
  Optional<CompletableFuture<byte[]>> handle(byte[] request, Caller caller) {
    if (!permits.tryAcquire()) {
      return Optional.empty();
    }
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try {
      threads.execute(() -> work(request, caller, answer));
    } catch (RejectedExecutionException stopped) {
      permits.release();
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  private void work(byte[] request, Caller caller, CompletableFuture<byte[]> answer) {
    CompletableFuture<byte[]> begun;
    try {
      begun = rpc.handle(request, caller);
    } catch (Throwable failed) {
      // Nothing may leave a client waiting; the reason is the caller's to report.
      begun = CompletableFuture.failedFuture(failed);
    } finally {
      permits.release();
    }
    CompletableFuture<byte[]> _ =
        begun.whenComplete((bytes, failed) -> {
          if (failed == null) {
            answer.complete(bytes);
          } else {
            answer.completeExceptionally(failed);
          }
        });
  }

  /** Ends the threads; what is at work is interrupted. */
  void stop() {
    threads.shutdownNow();
  }
}
