/**
 * Chips that any circuit can use: tables of permutations, and what is looked up in them.
 *
 * <p>Owns the columns, the constraints and the traces of each chip; may import {@code air}, {@code
 * block}, {@code cpu}, {@code field}, {@code hash} and {@code poly}. Never commits to anything, and
 * knows nothing of what its permutations are used for.
 */
package io.braid.stark.chip;
