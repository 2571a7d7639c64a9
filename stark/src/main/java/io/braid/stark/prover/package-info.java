/**
 * Makes proofs.
 *
 * <p>{@link io.braid.stark.prover.Prover} is the prover's narrative; what its steps compute stands
 * beside it. Owns what only a prover needs; may import {@code air}, {@code block}, {@code commit},
 * {@code cpu}, {@code field}, {@code key}, {@code poly}, {@code profile}, {@code proof} and {@code
 * transcript}. Never checks whether a witness is one: a proof of what is none is rejected.
 */
package io.braid.stark.prover;
