package io.braid.node.status;

import io.braid.sequencer.view.ExecutorStatus;
import io.braid.sequencer.view.StageStatus;
import io.braid.sequencer.view.SystemStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the answer of {@code braid_status}. */
final class StatusAnswer {

  private static final long UNKNOWN = -1;

  private StatusAnswer() {}

  /**
   * The status in a result.
   *
   * @throws IllegalArgumentException if it is none
   */
  static SystemStatus of(Object result) {
    Map<?, ?> fields = fields(result);
    return new SystemStatus(
        text(fields, "process"),
        Boolean.TRUE.equals(fields.get("writesHeaders")),
        number(fields, "header"),
        number(fields, "headerAgeMs"),
        Math.toIntExact(number(fields, "inFlight")),
        list(fields, "stages", StatusAnswer::stage),
        list(fields, "executors", StatusAnswer::executor));
  }

  private static StageStatus stage(Map<?, ?> fields) {
    return new StageStatus(
        text(fields, "role"),
        Math.toIntExact(number(fields, "shard")),
        number(fields, "offset"),
        number(fields, "lag"),
        number(fields, "block"),
        number(fields, "generation"));
  }

  private static ExecutorStatus executor(Map<?, ?> fields) {
    return new ExecutorStatus(
        Math.toIntExact(number(fields, "shard")),
        text(fields, "process"),
        text(fields, "phase"),
        number(fields, "acknowledgedOffset"),
        number(fields, "snapshotOffset"),
        number(fields, "gaps"),
        number(fields, "malformed"),
        number(fields, "ageMs"));
  }

  private static Map<?, ?> fields(Object value) {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IllegalArgumentException("this is no status: " + value);
  }

  private static String text(Map<?, ?> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the status has no " + name);
  }

  /** A quantity; what is absent or null is unknown. */
  private static long number(Map<?, ?> fields, String name) {
    return switch (fields.get(name)) {
      case null -> UNKNOWN;
      case String text when text.matches("0x[0-9a-f]{1,16}") ->
          Long.parseUnsignedLong(text, 2, text.length(), 16);
      case Object other ->
          throw new IllegalArgumentException("%s is no quantity: %s".formatted(name, other));
    };
  }

  private static <T> List<T> list(Map<?, ?> fields, String name, Function<Map<?, ?>, T> element) {
    if (fields.get(name) instanceof List<?> list) {
      return list.stream().map(each -> element.apply(fields(each))).toList();
    }
    throw new IllegalArgumentException("the status has no " + name);
  }
}
