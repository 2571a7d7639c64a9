package io.braid.node.health;

import java.util.List;

/**
 * Whether something is well.
 *
 * @param reasons why not, a sentence each; none if it is
 */
public record Health(List<String> reasons) {

  /** All is well. */
  public static final Health UP = new Health(List.of());

  /** Copies the reasons. */
  public Health {
    reasons = List.copyOf(reasons);
  }

  /** Whether it is. */
  public boolean isUp() {
    return reasons.isEmpty();
  }
}
