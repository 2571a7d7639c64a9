package io.braid.sequencer.rpc;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many of which kind were sent, and how each was answered. Many threads may count. */
public final class Tally {

  private final Map<String, Map<String, LongAdder>> kinds = new ConcurrentSkipListMap<>();

  /** An empty one. */
  public Tally() {}

  /** Counts one. */
  public void count(String kind, String answer) {
    kinds
        .computeIfAbsent(kind, _ -> new ConcurrentSkipListMap<>())
        .computeIfAbsent(answer, _ -> new LongAdder())
        .increment();
  }

  /** How many there were of all kinds. */
  public long total() {
    return kinds.values().stream().mapToLong(Tally::sum).sum();
  }

  private static long sum(Map<String, LongAdder> answers) {
    return answers.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** A line for each kind. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    kinds.forEach((kind, answers) -> {
      String counts =
          answers.entrySet().stream()
              .map(it -> it.getKey() + " x" + it.getValue())
              .collect(Collectors.joining(", "));
      text.append("%7d %s: %s%n".formatted(sum(answers), kind, counts));
    });
    return text.toString();
  }
}
