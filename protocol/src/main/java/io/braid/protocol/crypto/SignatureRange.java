package io.braid.protocol.crypto;

import io.braid.protocol.math.Word256;

/**
 * The range of r and s that {@link Secp256k1} checks first, without the curve: for those who must
 * refuse a signature but do not recover its signer. Nothing allocates.
 */
public final class SignatureRange {

  /** The order of the group (SEC 2, 2.4.1), a word. */
  private static final long[] ORDER = {
    0xbfd2_5e8c_d036_4141L, 0xbaae_dce6_af48_a03bL, 0xffff_ffff_ffff_fffeL, -1
  };

  /** Half the order, rounded down, a word. */
  private static final long[] HALF_ORDER = {
    0xdfe9_2f46_681b_20a0L, 0x5d57_6e73_57a4_501dL, -1, Long.MAX_VALUE
  };

  private SignatureRange() {}

  /** The first fault of the words r and s alone, or {@link SignatureFault#NONE}. */
  public static SignatureFault fault(long[] r, int ri, long[] s, int si) {
    if (Word256.isZero(r, ri)) {
      return SignatureFault.R_ZERO;
    }
    if (!Word256.isLess(r, ri, ORDER, 0)) {
      return SignatureFault.R_NOT_BELOW_ORDER;
    }
    if (Word256.isZero(s, si)) {
      return SignatureFault.S_ZERO;
    }
    if (!Word256.isLess(s, si, ORDER, 0)) {
      return SignatureFault.S_NOT_BELOW_ORDER;
    }
    return Word256.isLess(HALF_ORDER, 0, s, si) ? SignatureFault.S_HIGH : SignatureFault.NONE;
  }
}
