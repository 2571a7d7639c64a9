package io.braid.protocol.crypto;

/**
 * Recovery of the public key that signed a hash; whoever implements it must give what {@link
 * Secp256k1#recoverPublicKey} gives. One thread uses an instance at a time.
 */
@FunctionalInterface
public interface PublicKeyRecovery {

  /** As {@link Secp256k1#recoverPublicKey}. */
  SignatureFault recoverPublicKey(
      byte[] hash,
      int hashOffset,
      int yParity,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] publicKey,
      int publicKeyOffset);
}
