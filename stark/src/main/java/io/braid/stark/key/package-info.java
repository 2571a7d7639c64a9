/**
 * What prover and verifier know before there is a proof: the verifying key, and all that follows
 * from the heights of the tables.
 *
 * <p>Owns keys, their bytes, shapes and layouts; may import {@code air}, {@code algebra}, {@code
 * commit}, {@code field}, {@code hash}, {@code poly} and {@code profile}. Never reads a proof.
 */
package io.braid.stark.key;
