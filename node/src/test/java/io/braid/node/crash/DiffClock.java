package io.braid.node.crash;

import io.braid.node.kafka.DiffFollower;
import java.util.ArrayList;
import java.util.List;

/** Follows the diffs of all shards in a thread of its own and notes when each came. */
final class DiffClock implements AutoCloseable {

  private final DiffFollower diffs;
  private final Thread thread;

  /** By shard, when the diff of each record came, in nanoseconds. Guarded by this. */
  private final List<List<Long>> arrivals = new ArrayList<>();

  private volatile Throwable fault;
  private volatile boolean isClosed;

  DiffClock(TestCluster cluster, int shards) {
    for (int shard = 0; shard < shards; shard++) {
      arrivals.add(new ArrayList<>());
    }
    diffs = new DiffFollower(cluster.kafka(), cluster.topics(), shards, this::note);
    thread = Thread.ofPlatform().name("diff-clock").daemon().start(this::run);
  }

  private void run() {
    try (diffs) {
      while (!isClosed) {
        diffs.follow();
      }
    } catch (RuntimeException | AssertionError thrown) {
      fault = thrown;
    }
  }

  private synchronized void note(int shard, long offset) {
    arrivals.get(shard).add(System.nanoTime());
  }

  /** Why it follows no more, or null. */
  Throwable fault() {
    return fault;
  }

  /** How many records of a shard have their diff. */
  synchronized long count(int shard) {
    return arrivals.get(shard).size();
  }

  /** When the diff of a record came, in nanoseconds. */
  synchronized long arrivalNanos(int shard, long offset) {
    return arrivals.get(shard).get((int) offset);
  }

  /** The longest time since a moment in which no diff of a shard came, in nanoseconds. */
  synchronized long longestPauseNanos(int shard, long sinceNanos) {
    long longest = 0;
    long last = sinceNanos;
    for (long arrival : arrivals.get(shard)) {
      if (arrival - sinceNanos > 0) {
        longest = Math.max(longest, arrival - last);
        last = arrival;
      }
    }
    return Math.max(longest, System.nanoTime() - last);
  }

  /** Ends, and gives what was followed. */
  DiffFollower stop() {
    isClosed = true;
    CrashRun.join(thread);
    return diffs;
  }

  @Override
  public void close() {
    stop();
  }
}
