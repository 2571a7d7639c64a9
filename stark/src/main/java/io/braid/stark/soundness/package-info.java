/**
 * How likely it is that a verifier accepts a proof of what is not so, by what could go wrong.
 *
 * <p>Owns the formulas; may import {@code air}, {@code field}, {@code key} and {@code profile}.
 * Never decides about a proof: profiles are chosen so that these numbers are large enough.
 */
package io.braid.stark.soundness;
