package io.braid.node.inspect;

/**
 * Which records somebody wants to see.
 *
 * @param from offset of the first; one below 0 counts from the end, -10 begins with the tenth last
 * @param to offset of the last, or null for all that are there
 * @param max how many at most, or null
 */
public record LogRange(long from, Long to, Long max) {

  /** Checks the number. */
  public LogRange {
    if (max != null && max < 1) {
      throw new IllegalArgumentException("--max takes 1 record or more, not " + max);
    }
  }

  /**
   * The offsets from the first, included, to the last, not included.
   *
   * @param begin offset of the oldest record
   * @param end offset that the next record will get
   * @throws IllegalArgumentException if the log does not hold the first; the message says what it
   *     holds
   */
  Offsets in(String log, long begin, long end) {
    if (begin == end && from <= 0) {
      return new Offsets(end, end);
    }
    long first = from < 0 ? Math.max(begin, end + from) : from;
    if (first < begin || first >= end) {
      throw new IllegalArgumentException(
          begin == end
              ? "%s is empty; its next offset is %d".formatted(log, end)
              : "%s holds the offsets %d to %d, not %d".formatted(log, begin, end - 1, first));
    }
    long last = end;
    if (to != null) {
      if (to < first) {
        throw new IllegalArgumentException(
            "--to %d is before the first record, %d".formatted(to, first));
      }
      last = Math.min(end, to + 1);
    }
    if (max != null) {
      last = Math.min(last, first + max);
    }
    return new Offsets(first, last);
  }

  /** The first offset, and the one behind the last. */
  record Offsets(long first, long end) {}
}
