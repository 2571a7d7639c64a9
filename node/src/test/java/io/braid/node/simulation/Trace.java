package io.braid.node.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened, for who looks into a failure. */
final class Trace {

  private static final int LAST = 40;

  private record Entry(long event, String what) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  void add(long event, String what) {
    if (entries.size() == LAST) {
      entries.remove();
    }
    entries.add(new Entry(event, what));
  }

  List<String> lines() {
    return entries.stream().map(entry -> "%8d  %s".formatted(entry.event(), entry.what())).toList();
  }
}
