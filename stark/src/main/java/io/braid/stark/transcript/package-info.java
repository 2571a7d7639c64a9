/**
 * Challenges that follow from all that was said before them (Fiat and Shamir).
 *
 * <p>Owns what is hashed in which order, and the search for nonces; may import {@code cpu}, {@code
 * field}, {@code hash} and {@code profile}. Never knows what is absorbed.
 */
package io.braid.stark.transcript;
