package io.braid.log;

import io.braid.protocol.record.IngressAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The answers that the writer of one partition of the ingress waits for. An answer may be read
 * before its own bundle's append is acknowledged, so as long as a bundle is on its way, answers
 * that nobody waits for are kept. Bundles of a partition are acknowledged in the order of their
 * offsets. For one thread.
 */
final class AwaitedAnswers {

  /** Those who wait for the answer to a bundle, in the order of its transactions. */
  private final Map<Long, List<CompletableFuture<IngressAnswer.Entry>>> awaited = new HashMap<>();

  /** Answers that came while a bundle was on its way. */
  private final TreeMap<Long, IngressAnswer> early = new TreeMap<>();

  /** Whether so many answers are kept that no more should be read. */
  boolean isFull() {
    return early.size() >= LogLimits.EARLY_ANSWERS_MAX;
  }

  /** A bundle stands at an offset of the partition. */
  void appended(long offset, List<CompletableFuture<IngressAnswer.Entry>> waiting) {
    IngressAnswer answer = early.remove(offset);
    early.headMap(offset).clear();
    if (answer != null) {
      complete(answer, waiting);
    } else {
      awaited.put(offset, waiting);
    }
  }

  /**
   * An answer was read. Of several for an offset the first counts.
   *
   * @param areOnTheWay whether bundles are on their way of which the offset is not known yet
   */
  void read(IngressAnswer answer, boolean areOnTheWay) {
    List<CompletableFuture<IngressAnswer.Entry>> waiting = awaited.remove(answer.offset());
    if (waiting != null) {
      complete(answer, waiting);
    } else if (areOnTheWay) {
      early.putIfAbsent(answer.offset(), answer);
    } else {
      early.clear();
    }
  }

  private static void complete(
      IngressAnswer answer, List<CompletableFuture<IngressAnswer.Entry>> waiting) {
    if (answer.entries().size() != waiting.size()) {
      IllegalStateException other =
          new IllegalStateException(
              "the answer at ingress offset %d is not to %d transactions: %d entries, fault %s"
                  .formatted(
                      answer.offset(), waiting.size(), answer.entries().size(), answer.fault()));
      waiting.forEach(one -> one.completeExceptionally(other));
      return;
    }
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).complete(answer.entries().get(i));
    }
  }
}
