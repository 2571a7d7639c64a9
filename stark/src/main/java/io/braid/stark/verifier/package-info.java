/**
 * Says whether a proof is one.
 *
 * <p>{@link io.braid.stark.verifier.Verification} is the verifier's narrative, over any {@link
 * io.braid.stark.algebra.Algebra}; {@link io.braid.stark.verifier.Verifier} takes its steps on
 * numbers. Owns the decision; may import {@code air}, {@code algebra}, {@code commit}, {@code
 * field}, {@code key}, {@code poly}, {@code profile}, {@code proof} and {@code transcript}. Never
 * throws on bad input, and knows nothing of how proofs are made.
 */
package io.braid.stark.verifier;
