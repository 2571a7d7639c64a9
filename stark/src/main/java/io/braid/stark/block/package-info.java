/**
 * Arithmetic on blocks: one operation on some hundreds of elements that stand one behind the other,
 * so that what decides which operation it is costs little.
 *
 * <p>Owns the loops, over vectors and in plain Java; may import {@code cpu} and {@code field}.
 * Never says what the elements are.
 */
package io.braid.stark.block;
