package io.braid.stark.key;

import io.braid.stark.air.Circuit;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * The heights that the tables of a proof may have, as powers of two. A table with fixed columns has
 * their height; all others have any from the lowest to the greatest.
 *
 * @param tables one range for each table
 */
public record Heights(List<Range> tables) {

  /** From one height to another, inclusive. */
  public record Range(int logMin, int logMax) {

    /**
     * A range.
     *
     * @throws IllegalArgumentException if there is no height in it, or one less than a row
     */
    public Range {
      if (logMin < 0 || logMin > logMax) {
        throw new IllegalArgumentException(
            "tables have no heights from 2^%d to 2^%d".formatted(logMin, logMax));
      }
    }

    /** Whether a height is one of them. */
    public boolean contains(int logHeight) {
      return logHeight >= logMin && logHeight <= logMax;
    }
  }

  public Heights {
    tables = List.copyOf(tables);
  }

  /**
   * The heights of a circuit's tables.
   *
   * @param logMax the greatest
   * @throws IllegalArgumentException if a domain of the profile has not so many points, or a fixed
   *     column is higher
   */
  public static Heights upTo(int logMax, Circuit circuit, Profile profile) {
    if (logMax < 0 || logMax + profile.logBlowUp() > KoalaBear.TWO_ADICITY) {
      throw new IllegalArgumentException(
          "tables of profile %s have up to 2^%d rows, not 2^%d"
              .formatted(profile.name(), KoalaBear.TWO_ADICITY - profile.logBlowUp(), logMax));
    }
    List<Range> ranges = new ArrayList<>();
    for (int t = 0; t < circuit.tables().size(); t++) {
      Range range =
          circuit
              .fixed()
              .get(t)
              .map(fixed -> new Range(fixed.logHeight(), fixed.logHeight()))
              .orElse(new Range(0, logMax));
      if (range.logMax() > logMax) {
        throw new IllegalArgumentException(
            "table %s has 2^%d rows, and 2^%d are the most"
                .formatted(circuit.tables().get(t).name(), range.logMax(), logMax));
      }
      ranges.add(range);
    }
    return new Heights(ranges);
  }

  /**
   * Checks that these are heights for a circuit and a profile. Provers choose among them: one at
   * which no verifier can compute, or at which fixed columns were not committed to, must not be
   * there.
   *
   * @throws IllegalArgumentException if they are those of another circuit, or of a profile with
   *     smaller domains
   */
  void check(Circuit circuit, Profile profile) {
    if (tables.size() != circuit.tables().size()) {
      throw new IllegalArgumentException(
          "heights of %d tables, and circuit %s has %d"
              .formatted(tables.size(), circuit.name(), circuit.tables().size()));
    }
    int logMost = KoalaBear.TWO_ADICITY - profile.logBlowUp();
    for (int t = 0; t < tables.size(); t++) {
      Range range = tables.get(t);
      String name = circuit.tables().get(t).name();
      if (range.logMax() > logMost) {
        throw new IllegalArgumentException(
            "table %s has up to 2^%d rows, and profile %s allows 2^%d"
                .formatted(name, range.logMax(), profile.name(), logMost));
      }
      circuit
          .fixed()
          .get(t)
          .ifPresent(fixed -> {
            if (!range.equals(new Range(fixed.logHeight(), fixed.logHeight()))) {
              throw new IllegalArgumentException(
                  "table %s has 2^%d to 2^%d rows, and its fixed columns have 2^%d"
                      .formatted(name, range.logMin(), range.logMax(), fixed.logHeight()));
            }
          });
    }
  }

  /** The greatest of all tables. */
  public int logMax() {
    return tables.stream().mapToInt(Range::logMax).max().orElse(0);
  }

  /** Whether each table has one of its heights. */
  public boolean contain(int[] logHeights) {
    for (int t = 0; t < tables.size(); t++) {
      if (!tables.get(t).contains(logHeights[t])) {
        return false;
      }
    }
    return logHeights.length == tables.size();
  }
}
