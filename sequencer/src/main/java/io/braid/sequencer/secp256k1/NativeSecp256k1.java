package io.braid.sequencer.secp256k1;

import fr.acinq.secp256k1.Secp256k1Exception;
import io.braid.protocol.crypto.PublicKeyRecovery;
import io.braid.protocol.crypto.Secp256k1;
import io.braid.protocol.crypto.SignatureFault;
import io.braid.protocol.crypto.SignatureRange;
import io.braid.protocol.math.Word256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recovers public keys with libsecp256k1. */
public final class NativeSecp256k1 implements PublicKeyRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(NativeSecp256k1.class);

  /** Null where there is none for this machine. */
  private static final fr.acinq.secp256k1.Secp256k1 LIBRARY = load();

  private final Secp256k1 plain = new Secp256k1();
  private final byte[] hash = new byte[Secp256k1.HASH_BYTES];
  private final byte[] signature = new byte[2 * Word256.BYTES];

  private NativeSecp256k1() {}

  private static fr.acinq.secp256k1.Secp256k1 load() {
    try {
      return fr.acinq.secp256k1.Secp256k1.Companion.get();
    } catch (RuntimeException | LinkageError absent) {
      LOG.warn("no libsecp256k1 here, senders are recovered without it: {}", absent.toString());
      return null;
    }
  }

  /** A recovery with the library, or the plain one where there is none. */
  public static PublicKeyRecovery orPlain() {
    return LIBRARY == null ? new Secp256k1() : new NativeSecp256k1();
  }

  @Override
  public SignatureFault recoverPublicKey(
      byte[] hashes,
      int hashOffset,
      int yParity,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] publicKey,
      int publicKeyOffset) {
    if (yParity != 0 && yParity != 1) {
      return SignatureFault.Y_PARITY_NOT_A_BIT;
    }
    SignatureFault fault = SignatureRange.fault(r, ri, s, si);
    if (fault != SignatureFault.NONE) {
      return fault;
    }
    System.arraycopy(hashes, hashOffset, hash, 0, hash.length);
    Word256.writeBigEndian(r, ri, signature, 0);
    Word256.writeBigEndian(s, si, signature, Word256.BYTES);
    try {
      byte[] point = LIBRARY.ecdsaRecover(signature, hash, yParity);
      // Behind the byte that says that the point is not compressed.
      System.arraycopy(point, 1, publicKey, publicKeyOffset, Secp256k1.PUBLIC_KEY_BYTES);
      return SignatureFault.NONE;
    } catch (Secp256k1Exception _) {
      // The library does not say why; the plain one does.
      return plain.recoverPublicKey(
          hashes, hashOffset, yParity, r, ri, s, si, publicKey, publicKeyOffset);
    }
  }
}
