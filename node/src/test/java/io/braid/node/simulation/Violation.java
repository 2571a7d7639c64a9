package io.braid.node.simulation;

import java.util.function.Supplier;

/** An invariant that does not hold. */
final class Violation extends AssertionError {

  private final Invariant invariant;

  Violation(Invariant invariant, String what) {
    super(what);
    this.invariant = invariant;
  }

  Violation(Invariant invariant, String what, Throwable cause) {
    super(what, cause);
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }

  static void require(boolean condition, Invariant invariant, Supplier<String> what) {
    if (!condition) {
      throw new Violation(invariant, what.get());
    }
  }
}
