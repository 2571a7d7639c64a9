package io.braid.protocol.crypto;

import io.braid.protocol.math.Word256;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over secp256k1 (SEC 1, 4.1.4 and 4.1.6; SEC 2, 2.4.1) as Ethereum's transactions use it:
 * the signer is recovered from the signature, and s must not be above half the order of the group
 * (EIP-2), here in verification too.
 *
 * <p>Every input has its answer, which is a {@link SignatureFault}; the only exception is {@link
 * IndexOutOfBoundsException} for a range outside its array. A hash is {@value #HASH_BYTES} bytes,
 * taken as a big-endian number; a public key is x and y, {@value #PUBLIC_KEY_BYTES} bytes
 * big-endian, without a prefix; r and s are words. One thread uses an instance at a time.
 */
public final class Secp256k1 implements PublicKeyRecovery {

  /** The bytes of a message hash. */
  public static final int HASH_BYTES = 32;

  /** The bytes of a public key: x and y. */
  public static final int PUBLIC_KEY_BYTES = 2 * Word256.BYTES;

  /** The bytes of an address: the last of the public key's Keccak-256 digest. */
  public static final int ADDRESS_BYTES = 20;

  /** In place of a parity: either will do. */
  private static final int ANY_PARITY = -1;

  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");
  private static final ECCurve CURVE = PARAMETERS.getCurve();
  private static final ECPoint GENERATOR = PARAMETERS.getG();
  private static final BigInteger ORDER = PARAMETERS.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final BigInteger PRIME = CURVE.getField().getCharacteristic();

  private final Keccak256 keccak = new Keccak256();
  private final byte[] key = new byte[PUBLIC_KEY_BYTES];
  private final byte[] bytes = new byte[Word256.BYTES];

  public Secp256k1() {}

  /**
   * Recovers the public key that signed a hash.
   *
   * @param yParity the parity of the y coordinate of the point whose x coordinate is r; points with
   *     an x coordinate of the order or more, which r is too small for, do not exist here
   * @param publicKey gets {@value #PUBLIC_KEY_BYTES} bytes; unchanged if there is a fault
   * @return {@link SignatureFault#NONE} or the first fault; none that concerns a given key
   */
  @Override
  public SignatureFault recoverPublicKey(
      byte[] hash,
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
    BigInteger rNumber = number(r, ri);
    BigInteger sNumber = number(s, si);
    SignatureFault fault = rangeFault(rNumber, sNumber);
    if (fault != SignatureFault.NONE) {
      return fault;
    }
    ECPoint point = pointAt(rNumber, yParity);
    if (point == null) {
      return SignatureFault.NO_POINT_AT_R;
    }
    // The signer had s = (e + r d) / k, so the key d G is (s (k G) - e G) / r.
    BigInteger inverse = BigIntegers.modOddInverseVar(ORDER, rNumber);
    BigInteger e = new BigInteger(1, hash, hashOffset, HASH_BYTES);
    ECPoint sum =
        sum(e.negate().multiply(inverse).mod(ORDER), point, sNumber.multiply(inverse).mod(ORDER));
    if (sum.isInfinity()) {
      return SignatureFault.POINT_AT_INFINITY;
    }
    ECPoint normalized = sum.normalize();
    normalized.getAffineXCoord().encodeTo(publicKey, publicKeyOffset);
    normalized.getAffineYCoord().encodeTo(publicKey, publicKeyOffset + Word256.BYTES);
    return SignatureFault.NONE;
  }

  /**
   * Recovers the address that signed a hash; as {@link #recoverPublicKey}.
   *
   * @param address gets {@value #ADDRESS_BYTES} bytes; unchanged if there is a fault
   */
  public SignatureFault recoverAddress(
      byte[] hash,
      int hashOffset,
      int yParity,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] address,
      int addressOffset) {
    SignatureFault fault = recoverPublicKey(hash, hashOffset, yParity, r, ri, s, si, key, 0);
    if (fault == SignatureFault.NONE) {
      address(key, 0, address, addressOffset);
    }
    return fault;
  }

  /** Writes the address of a public key, {@value #ADDRESS_BYTES} bytes; the key is not checked. */
  public void address(byte[] publicKey, int publicKeyOffset, byte[] address, int addressOffset) {
    keccak.update(publicKey, publicKeyOffset, PUBLIC_KEY_BYTES);
    keccak.digest(bytes, 0);
    System.arraycopy(bytes, Keccak256.BYTES - ADDRESS_BYTES, address, addressOffset, ADDRESS_BYTES);
  }

  /**
   * Verifies that a public key signed a hash.
   *
   * @return {@link SignatureFault#NONE} or the first fault; none that concerns recovery
   */
  public SignatureFault verify(
      byte[] hash,
      int hashOffset,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] publicKey,
      int publicKeyOffset) {
    return verify(hash, hashOffset, ANY_PARITY, r, ri, s, si, publicKey, publicKeyOffset);
  }

  /**
   * Verifies that a public key is the one that {@link #recoverPublicKey} would recover, without
   * recovering it. Stricter than the verification that knows no parity: that takes both parities
   * (and x coordinates of r plus the order), of which recovery gives this key for one.
   *
   * @return {@link SignatureFault#NONE} or the first fault
   */
  public SignatureFault verifyRecoverable(
      byte[] hash,
      int hashOffset,
      int yParity,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] publicKey,
      int publicKeyOffset) {
    return yParity != 0 && yParity != 1
        ? SignatureFault.Y_PARITY_NOT_A_BIT
        : verify(hash, hashOffset, yParity, r, ri, s, si, publicKey, publicKeyOffset);
  }

  private SignatureFault verify(
      byte[] hash,
      int hashOffset,
      int yParity,
      long[] r,
      int ri,
      long[] s,
      int si,
      byte[] publicKey,
      int publicKeyOffset) {
    BigInteger rNumber = number(r, ri);
    BigInteger sNumber = number(s, si);
    SignatureFault fault = rangeFault(rNumber, sNumber);
    if (fault != SignatureFault.NONE) {
      return fault;
    }
    BigInteger x = new BigInteger(1, publicKey, publicKeyOffset, Word256.BYTES);
    BigInteger y = new BigInteger(1, publicKey, publicKeyOffset + Word256.BYTES, Word256.BYTES);
    if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
      return SignatureFault.PUBLIC_KEY_NOT_IN_FIELD;
    }
    ECPoint point = CURVE.createPoint(x, y);
    if (!point.isValid()) {
      return SignatureFault.PUBLIC_KEY_NOT_ON_CURVE;
    }
    BigInteger inverse = BigIntegers.modOddInverseVar(ORDER, sNumber);
    BigInteger e = new BigInteger(1, hash, hashOffset, HASH_BYTES);
    ECPoint sum = sum(e.multiply(inverse).mod(ORDER), point, rNumber.multiply(inverse).mod(ORDER));
    if (sum.isInfinity()) {
      return SignatureFault.POINT_AT_INFINITY;
    }
    ECPoint normalized = sum.normalize();
    BigInteger sumX = normalized.getAffineXCoord().toBigInteger();
    boolean isSigner =
        yParity == ANY_PARITY
            ? sumX.mod(ORDER).equals(rNumber)
            : sumX.equals(rNumber) && normalized.getAffineYCoord().testBitZero() == (yParity == 1);
    return isSigner ? SignatureFault.NONE : SignatureFault.MISMATCH;
  }

  private static SignatureFault rangeFault(BigInteger r, BigInteger s) {
    if (r.signum() == 0) {
      return SignatureFault.R_ZERO;
    }
    if (r.compareTo(ORDER) >= 0) {
      return SignatureFault.R_NOT_BELOW_ORDER;
    }
    if (s.signum() == 0) {
      return SignatureFault.S_ZERO;
    }
    if (s.compareTo(ORDER) >= 0) {
      return SignatureFault.S_NOT_BELOW_ORDER;
    }
    return s.compareTo(HALF_ORDER) > 0 ? SignatureFault.S_HIGH : SignatureFault.NONE;
  }

  /** The point with an x coordinate and a parity of y, or null if the curve has none. */
  private static ECPoint pointAt(BigInteger x, int yParity) {
    ECFieldElement element = CURVE.fromBigInteger(x);
    ECFieldElement y = element.square().multiply(element).add(CURVE.getB()).sqrt();
    if (y == null) {
      return null;
    }
    // No point has y = 0, since the order is odd: of y and -y, one is odd.
    ECFieldElement chosen = y.testBitZero() == (yParity == 1) ? y : y.negate();
    return CURVE.createPoint(x, chosen.toBigInteger());
  }

  /** generatorFactor * G + factor * point. */
  private static ECPoint sum(BigInteger generatorFactor, ECPoint point, BigInteger factor) {
    return ECAlgorithms.sumOfTwoMultiplies(GENERATOR, generatorFactor, point, factor);
  }

  private BigInteger number(long[] word, int offset) {
    Word256.writeBigEndian(word, offset, bytes, 0);
    return new BigInteger(1, bytes);
  }
}
