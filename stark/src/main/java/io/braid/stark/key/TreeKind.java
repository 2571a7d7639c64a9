package io.braid.stark.key;

import io.braid.stark.algebra.Fault;

/** The trees that hold columns, in the order in which a proof opens them. */
public enum TreeKind {
  /** The columns that everyone knows. */
  FIXED(Fault.OPENING_FIXED),
  /** The columns that the prover filled. */
  MAIN(Fault.OPENING_MAIN),
  /** The running fractions of the buses. */
  LOGUP(Fault.OPENING_LOGUP),
  /** The parts of the quotient. */
  QUOTIENT(Fault.OPENING_QUOTIENT);

  private final Fault fault;

  TreeKind(Fault fault) {
    this.fault = fault;
  }

  /** What a wrong opening is. */
  public Fault fault() {
    return fault;
  }
}
