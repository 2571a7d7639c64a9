package io.braid.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Asks how far a topic goes. Questions that come while one is under way share the next, so that
 * many who ask cost little more than one.
 */
public final class LogEnds implements AutoCloseable {

  private final LinkedBlockingQueue<CompletableFuture<Map<Integer, Long>>> waiting =
      new LinkedBlockingQueue<>();
  private final LogReader reader;
  private final Thread thread;
  private volatile boolean isClosed;

  /** Asks about the partitions of a topic from 0 on. */
  public LogEnds(KafkaCluster cluster, String clientId, String topic, int partitions) {
    Map<Integer, Long> from = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      from.put(partition, 0L);
    }
    reader = new LogReader(cluster, clientId, topic, from);
    thread = Thread.ofPlatform().name(clientId).daemon().unstarted(this::run);
    thread.start();
  }

  /**
   * The offset that the next record will get, by partition: beyond everything that was acknowledged
   * before the call. Fails with Kafka's exception if the cluster does not answer.
   */
  public CompletableFuture<Map<Integer, Long>> ask() {
    CompletableFuture<Map<Integer, Long>> answer = new CompletableFuture<>();
    waiting.add(answer);
    return answer;
  }

  private void run() {
    List<CompletableFuture<Map<Integer, Long>>> asking = new ArrayList<>();
    try (reader) {
      while (!isClosed) {
        asking.add(waiting.take());
        waiting.drainTo(asking);
        answer(asking);
        asking.clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<CompletableFuture<Map<Integer, Long>>> asking) {
    try {
      Map<Integer, Long> ends = reader.endOffsets();
      asking.forEach(answer -> answer.complete(ends));
    } catch (RuntimeException fault) {
      asking.forEach(answer -> answer.completeExceptionally(fault));
    }
  }

  /** Answers what was asked before, and ends. */
  @Override
  public void close() {
    isClosed = true;
    // One last question, which nobody hears, so that the thread does not wait for others.
    var _ = ask();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
