package io.braid.node.simulation;

import java.util.List;

/**
 * How a simulation ended.
 *
 * @param broken the invariant that does not hold, or null
 * @param what does not hold, or null
 * @param event at which it ended
 * @param last what happened last
 * @param cause of a failure, or null
 */
record Verdict(
    long seed,
    Invariant broken,
    String what,
    long event,
    Summary summary,
    List<String> last,
    Throwable cause) {

  boolean isGood() {
    return broken == null;
  }

  @Override
  public String toString() {
    return isGood()
        ? "seed %d: %s".formatted(seed, summary)
        : "seed %d, event %d: %s: %s%n%s%nuntil then: %s"
            .formatted(
                seed, event, broken, what, String.join(System.lineSeparator(), last), summary);
  }
}
