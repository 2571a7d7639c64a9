package io.braid.prover.chip;

import io.braid.stark.air.Bus;
import io.braid.stark.chip.Poseidon2Chip;

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

  /** Two digests, and the one that they are compressed to. */
  static final Bus COMPRESSIONS = new Bus(7, "compressions", Poseidon2Chip.COMPRESSION_ARITY);

  /**
   * A touched node of the state tree: its level, the two parts of its index, its digest before and
   * after; see {@link NodeChip}.
   */
  static final Bus NODES = new Bus(8, "nodes", 3 + 2 * Poseidon2Chip.DIGEST);

  private Buses() {}
}
