/**
 * The bytes of a proof: what is written and what may be read.
 *
 * <p>Owns elements, digests and openings as bytes; may import {@code commit} and {@code field}.
 * Never knows what stands where in a proof: prover and verifier do.
 */
package io.braid.stark.proof;
