package io.braid.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an executor says of a shard together with its committed offset, as text, so that whoever can
 * read the group's offsets sees how each shard is doing, wherever it runs.
 *
 * @param process that runs the shard
 * @param phase of the shard
 * @param block the number of its current block
 * @param snapshotOffset the next offset of its newest snapshot; -1: none
 * @param gaps records dropped because something is missing before them
 * @param malformed records refused because their bytes break a rule
 * @param timeMs when it was said, milliseconds since 1970, by the process's clock
 */
public record ShardReport(
    String process,
    String phase,
    long block,
    long snapshotOffset,
    long gaps,
    long malformed,
    long timeMs) {

  private static final String PROCESS = "process";
  private static final String PHASE = "phase";
  private static final String BLOCK = "block";
  private static final String SNAPSHOT = "snapshot";
  private static final String GAPS = "gaps";
  private static final String MALFORMED = "malformed";
  private static final String TIME = "timeMs";

  /** The text: {@code process=... phase=RUNNING block=12 ...}. */
  public String toText() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(PROCESS, process.replaceAll("[\\s=]", "_"));
    fields.put(PHASE, phase);
    fields.put(BLOCK, block);
    fields.put(SNAPSHOT, snapshotOffset);
    fields.put(GAPS, gaps);
    fields.put(MALFORMED, malformed);
    fields.put(TIME, timeMs);
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Reads a text; empty if it is none of these, as one of another version. */
  static Optional<ShardReport> parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : text.split(" ", -1)) {
      int at = field.indexOf('=');
      if (at > 0) {
        fields.put(field.substring(0, at), field.substring(at + 1));
      }
    }
    try {
      return fields.containsKey(PROCESS) && fields.containsKey(PHASE)
          ? Optional.of(
              new ShardReport(
                  fields.get(PROCESS),
                  fields.get(PHASE),
                  number(fields, BLOCK),
                  number(fields, SNAPSHOT),
                  number(fields, GAPS),
                  number(fields, MALFORMED),
                  number(fields, TIME)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, ""));
  }
}
