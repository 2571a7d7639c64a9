/**
 * Algebraic intermediate representation: what must hold of the rows of tables, and of the buses
 * between them.
 *
 * <p>A {@link Chip} writes its constraints once, against a {@link ConstraintBuilder}; that records
 * them as a graph, which the row checker, the degree counter, the prover, the verifier and the
 * export for the contract all read. Owns how constraints are written, counted, laid out and run
 * over blocks of rows; may import {@code block}, {@code field} and {@code poly}. Never commits to
 * anything, and knows no challenges but as names.
 */
package io.braid.stark.air;
