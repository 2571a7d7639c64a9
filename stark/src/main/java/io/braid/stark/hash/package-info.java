/**
 * The permutations below all hashes: Poseidon2 and Keccak-f, one state or many at once.
 *
 * <p>Owns permutations alone; may import {@code cpu} and {@code field}. Never pads, absorbs or
 * cuts: what is hashed is said above.
 */
package io.braid.stark.hash;
