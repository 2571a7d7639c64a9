package io.braid.stark.air;

import io.braid.stark.poly.Matrix;
import java.util.Optional;

/**
 * One kind of table: its columns, and what must hold of them. How rows are filled is no part of it:
 * only what the constraints say is proven.
 */
public interface Chip {

  /** What reports call it; no two chips of a circuit have the same name. */
  String name();

  /** Columns that the prover fills and commits to. */
  int width();

  /**
   * Columns that everyone knows, committed to when keys are made. A table with such has their
   * height; one without has any power of two that the circuit allows.
   */
  default Optional<Matrix> fixed() {
    return Optional.empty();
  }

  /** Writes all constraints and bus interactions. */
  void constrain(ConstraintBuilder builder);
}
