package io.braid.prover.chip;

import io.braid.stark.air.Bus;

/**
 * The buses between the tables of the ledger. A word is its 16 limbs, the least significant first.
 */
final class Buses {

  /** A limb: a number below 2^16. */
  static final Bus LIMBS = new Bus(1, "limbs", 1);

  /** Two bytes: numbers below 2^8. */
  static final Bus BYTES = new Bus(2, "bytes", 2);

  /** Whether it is a difference, a, b, f and the carry or borrow: see {@link AdditionChip}. */
  static final Bus ADDITIONS = new Bus(3, "additions", 2 + 3 * Limbs.COUNT);

  /** a, b and 1 if a is less than b, else 0. */
  static final Bus COMPARISONS = new Bus(4, "comparisons", 1 + 2 * Limbs.COUNT);

  /**
   * Whether it is rounded up, a, b and d, then what MULTIPLY_DIVIDE gives: quotient, flag and
   * remainder.
   */
  static final Bus DIVISIONS = new Bus(5, "divisions", 2 + 5 * Limbs.COUNT);

  /** a, b, e, d, and (a b + e) mod d. */
  static final Bus REMAINDERS = new Bus(6, "remainders", 5 * Limbs.COUNT);

  private Buses() {}
}
