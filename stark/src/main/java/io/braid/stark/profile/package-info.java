/**
 * The parameters of proofs.
 *
 * <p>Owns profiles; may import nothing of this module. Never computes anything of a proof.
 */
package io.braid.stark.profile;
