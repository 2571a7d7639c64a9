package io.braid.protocol.transaction;

import io.braid.protocol.crypto.PublicKeyRecovery;
import io.braid.protocol.crypto.Secp256k1;
import io.braid.protocol.crypto.SignatureFault;
import io.braid.protocol.math.Word256;

/**
 * Recovers who signed a transaction. Much dearer than decoding, and it allocates: {@link
 * TransactionRules#check} comes first. One thread uses an instance at a time.
 */
public final class SenderRecovery {

  private final Secp256k1 secp256k1 = new Secp256k1();
  private final PublicKeyRecovery recovery;
  private final byte[] publicKey = new byte[Secp256k1.PUBLIC_KEY_BYTES];
  private final byte[] address = new byte[Secp256k1.ADDRESS_BYTES];

  /** Recovers with the means of this module. */
  public SenderRecovery() {
    recovery = secp256k1;
  }

  /**
   * Recovers by other means.
   *
   * @param recovery must be faster than {@link Secp256k1} verifies a hinted key: hints are not
   *     looked at
   */
  public SenderRecovery(PublicKeyRecovery recovery) {
    this.recovery = recovery;
  }

  /**
   * Recovers the sender's address.
   *
   * @param fields decoded without a refusal
   * @param sender gets {@value Secp256k1#ADDRESS_BYTES} bytes; unchanged after a refusal
   * @return the first refusal, or null
   */
  public Refusal recover(TransactionFields fields, byte[] sender, int offset) {
    long[] words = fields.words;
    SignatureFault fault =
        recovery.recoverPublicKey(
            fields.signingHash,
            0,
            fields.yParity,
            words,
            TransactionFields.R,
            words,
            TransactionFields.S,
            publicKey,
            0);
    if (fault == SignatureFault.NONE) {
      secp256k1.address(publicKey, 0, sender, offset);
    }
    return refusal(fault);
  }

  /** As the other, but the address is a word: a number of 160 bits. */
  public Refusal recover(TransactionFields fields, long[] sender, int offset) {
    Refusal refusal = recover(fields, address, 0);
    if (refusal == null) {
      Word256.readBigEndian(address, 0, address.length, sender, offset);
    }
    return refusal;
  }

  /**
   * Finds the sender with a hint: if the hinted key is the signer's, which is cheaper to verify
   * than to recover, the sender is its address. A wrong hint costs time but never changes the
   * answer.
   *
   * @param publicKeyHint {@value Secp256k1#PUBLIC_KEY_BYTES} bytes, x and y, from whoever
   */
  public Refusal recover(
      TransactionFields fields, byte[] publicKeyHint, byte[] sender, int offset) {
    if (recovery != secp256k1) {
      return recover(fields, sender, offset);
    }
    SignatureFault fault =
        secp256k1.verifyRecoverable(
            fields.signingHash,
            0,
            fields.yParity,
            fields.words,
            TransactionFields.R,
            fields.words,
            TransactionFields.S,
            publicKeyHint,
            0);
    if (fault != SignatureFault.NONE) {
      return recover(fields, sender, offset);
    }
    secp256k1.address(publicKeyHint, 0, sender, offset);
    return null;
  }

  /** What a fault of the signature means for the transaction. */
  static Refusal refusal(SignatureFault fault) {
    return switch (fault) {
      case NONE -> null;
      case Y_PARITY_NOT_A_BIT -> Refusal.Y_PARITY_NOT_A_BIT;
      case R_ZERO -> Refusal.R_ZERO;
      case R_NOT_BELOW_ORDER -> Refusal.R_NOT_BELOW_ORDER;
      case S_ZERO -> Refusal.S_ZERO;
      case S_NOT_BELOW_ORDER -> Refusal.S_NOT_BELOW_ORDER;
      case S_HIGH -> Refusal.S_HIGH;
      case NO_POINT_AT_R,
          POINT_AT_INFINITY,
          PUBLIC_KEY_NOT_IN_FIELD,
          PUBLIC_KEY_NOT_ON_CURVE,
          MISMATCH ->
          Refusal.NO_SENDER;
    };
  }
}
