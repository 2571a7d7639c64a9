package io.braid.stark.key;

import java.util.BitSet;

/**
 * A matrix under a root: the columns of one kind of one table, or those of the quotient.
 *
 * @param table its index; {@link #NO_TABLE} for the quotient
 * @param logHeight of the table
 * @param width columns
 * @param next the columns that are opened at the next point too
 */
public record Columns(TreeKind tree, int table, int logHeight, int width, BitSet next) {

  /** The quotient is that of all tables. */
  public static final int NO_TABLE = -1;
}
