package io.braid.node.health;

import java.util.List;
import java.util.Map;

/**
 * What somebody who asks whether a process is ready finds ready enough.
 *
 * @param maxBlocksBehind headers that may wait for their block to be complete
 */
public record ReadinessQuery(long maxBlocksBehind) {

  /** Where nothing is asked for. */
  public static final ReadinessQuery STANDARD = new ReadinessQuery(HealthLimits.BLOCKS_BEHIND_MAX);

  private static final String MAX_BLOCKS_BEHIND = "maxBlocksBehind";

  /**
   * How far the replay may be behind. It is a prover adapter's affair, and no process is one: so it
   * is checked, and nothing is compared with it.
   */
  private static final String MAX_REPLAY_LAG = "maxReplayLag";

  /**
   * Reads the parameters of a request.
   *
   * @throws IllegalArgumentException if one is unknown, stands there twice, or is no whole number
   */
  public static ReadinessQuery of(Map<String, List<String>> parameters) {
    parameters.forEach(ReadinessQuery::check);
    return parameters.containsKey(MAX_BLOCKS_BEHIND)
        ? new ReadinessQuery(Long.parseLong(parameters.get(MAX_BLOCKS_BEHIND).getFirst()))
        : STANDARD;
  }

  private static void check(String name, List<String> values) {
    if (!name.equals(MAX_BLOCKS_BEHIND) && !name.equals(MAX_REPLAY_LAG)) {
      throw new IllegalArgumentException(
          "there is no parameter %s: there are %s and %s"
              .formatted(name, MAX_BLOCKS_BEHIND, MAX_REPLAY_LAG));
    }
    if (values.size() > 1) {
      throw new IllegalArgumentException("%s is given %d times".formatted(name, values.size()));
    }
    String value = values.getFirst();
    if (!value.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "%s must be a whole number of at most 18 digits, not \"%s\"".formatted(name, value));
    }
  }
}
