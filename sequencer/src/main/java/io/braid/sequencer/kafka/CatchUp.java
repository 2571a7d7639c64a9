package io.braid.sequencer.kafka;

import io.braid.log.LogEnds;
import io.braid.sequencer.view.BehindException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets readers wait until this process has read what was in the shards' logs when they asked. So
 * whoever was told by one gateway that a transaction is in the log finds it at every other.
 */
final class CatchUp implements AutoCloseable {

  /** How long a reader waits for the logs, in milliseconds. */
  private static final long WAIT_MAX_MS = 5_000;

  /** A reader, and how far each shard must be read for it. */
  private record Waiting(Map<Integer, Long> ends, CompletableFuture<Void> reached) {}

  private final LogEnds ends;
  private final long[] positions;
  private final List<Waiting> waiting = new ArrayList<>();

  CatchUp(LogEnds ends, int shards) {
    this.ends = ends;
    this.positions = new long[shards];
  }

  /** Complete when all that is in the logs now was read. */
  CompletableFuture<Void> caughtUp() {
    return ends.ask()
        .thenCompose(this::reached)
        .orTimeout(WAIT_MAX_MS, TimeUnit.MILLISECONDS)
        .exceptionally(fault -> {
          throw new BehindException(
              "the logs cannot be read as fast as they grow, or not at all", fault);
        });
  }

  private synchronized CompletableFuture<Void> reached(Map<Integer, Long> wanted) {
    if (isReached(wanted)) {
      return CompletableFuture.completedFuture(null);
    }
    Waiting reader = new Waiting(wanted, new CompletableFuture<>());
    waiting.add(reader);
    return reader.reached();
  }

  private boolean isReached(Map<Integer, Long> wanted) {
    return wanted.entrySet().stream().allMatch(end -> positions[end.getKey()] >= end.getValue());
  }

  /** Everything of a shard's log before an offset was read. */
  void reach(int shard, long nextOffset) {
    List<CompletableFuture<Void>> reached = new ArrayList<>();
    synchronized (this) {
      positions[shard] = Math.max(positions[shard], nextOffset);
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        Waiting reader = each.next();
        if (reader.reached().isDone() || isReached(reader.ends())) {
          reached.add(reader.reached());
          each.remove();
        }
      }
    }
    // What follows is not the follower's work.
    reached.forEach(reader -> reader.completeAsync(() -> null));
  }

  @Override
  public void close() {
    ends.close();
  }
}
