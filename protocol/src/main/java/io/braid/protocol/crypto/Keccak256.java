package io.braid.protocol.crypto;

import java.util.Objects;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256 as Ethereum uses it: the padding of the Keccak submission, not that of SHA-3 (Yellow
 * Paper, appendix on notation; FIPS 202 changed the padding later).
 *
 * <p>One thread uses an instance at a time. After its construction it allocates nothing. A range
 * outside its array throws {@link IndexOutOfBoundsException} and changes nothing.
 */
public final class Keccak256 {

  /** The bytes of a digest. */
  public static final int BYTES = 32;

  private final KeccakDigest digest = new KeccakDigest(BYTES * Byte.SIZE);

  public Keccak256() {}

  /** Absorbs bytes. */
  public void update(byte[] in, int offset, int length) {
    // Before anything is absorbed, so that a fault leaves the digest as it was.
    Objects.checkFromIndexSize(offset, length, in.length);
    digest.update(in, offset, length);
  }

  /** Absorbs one byte. */
  public void update(byte in) {
    digest.update(in);
  }

  /**
   * Writes the digest of all that was absorbed, {@value #BYTES} bytes, and begins anew. The output
   * may lie over what was absorbed.
   */
  public void digest(byte[] out, int offset) {
    Objects.checkFromIndexSize(offset, BYTES, out.length);
    digest.doFinal(out, offset);
  }

  /** The digest of the parts one after the other; for cold paths, since it allocates. */
  public static byte[] hash(byte[]... parts) {
    Keccak256 keccak = new Keccak256();
    for (byte[] part : parts) {
      keccak.update(part, 0, part.length);
    }
    byte[] out = new byte[BYTES];
    keccak.digest(out, 0);
    return out;
  }
}
