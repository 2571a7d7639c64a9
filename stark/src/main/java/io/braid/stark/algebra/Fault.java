package io.braid.stark.algebra;

/**
 * Why a proof is rejected. Of several faults the one that is met first counts; they stand here in
 * the order of the verifier's steps.
 */
public enum Fault {
  /** There are not as many public values as the circuit has, or one is no element. */
  PUBLIC_VALUES,
  /** The proof does not begin with the name and version of this format. */
  VERSION,
  /** A table has a height that the verifying key does not allow. */
  HEIGHT,
  /** With these heights the weights on a bus could add up to p. */
  BUS_WRAPS,
  /** The proof ends too early. */
  TRUNCATED,
  /** What should be an element of the field is none. */
  NOT_CANONICAL,
  /** Before the challenges of the buses too little work was done. */
  GRINDING_BUSES,
  /** What tables put on buses does not add up to 0. */
  BUS_SUM,
  /** Before the point outside the domain was drawn too little work was done. */
  GRINDING_POINT,
  /** The point that was drawn is in the domain. */
  POINT_IN_DOMAIN,
  /** The constraints do not hold at the point that was drawn. */
  CONSTRAINTS,
  /** Before the columns were joined too little work was done. */
  GRINDING_BATCHING,
  /** Before a folding too little work was done. */
  GRINDING_FOLDING,
  /** Before the queries too little work was done. */
  GRINDING_QUERIES,
  /** Rows are not under the root of the fixed columns. */
  OPENING_FIXED,
  /** Rows are not under the root of the main columns. */
  OPENING_MAIN,
  /** Rows are not under the root of the fractions. */
  OPENING_LOGUP,
  /** Rows are not under the root of the quotient. */
  OPENING_QUOTIENT,
  /** Rows are not under the root of a folding. */
  OPENING_FOLDING,
  /** What is folded first is not what the columns give. */
  FOLDING_OF_COLUMNS,
  /** A folding is not that of the one before. */
  FOLDING,
  /** The last folding is not the polynomial that the proof says. */
  FINAL_POLYNOMIAL,
  /** Bytes follow behind the end. */
  TRAILING_BYTES
}
