package io.braid.stark.air;

/** In which rows a constraint holds. */
public enum Rows {
  /** In all rows; it reads one row. */
  ALL,
  /** In the first row; it reads that one. */
  FIRST,
  /** In the last row; it reads that one. */
  LAST,
  /** In all rows but the last; it reads a row and the next one. */
  TRANSITIONS
}
