package io.braid.node.loadtest.workload;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A private key of secp256k1. It signs as Ethereum wants it, deterministically (RFC 6979 with
 * SHA-256) and with s at most half the order (EIP-2). For any number of threads.
 */
public final class SigningKey {

  /** The bytes of a public key: x and y. */
  public static final int PUBLIC_KEY_BYTES = 64;

  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = PARAMETERS.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int HASH_BYTES = 32;

  private static final byte[] DERIVATION =
      "braid.loadtest.account".getBytes(StandardCharsets.US_ASCII);

  /** A signature in the form of Ethereum's typed transactions. */
  record Signature(int yParity, BigInteger r, BigInteger s) {}

  private final BigInteger secret;
  private final byte[] publicKey;
  private final Address address;

  private SigningKey(BigInteger secret) {
    this.secret = secret;
    byte[] point = point(secret).getEncoded(/* compressed= */ false);
    publicKey = Arrays.copyOfRange(point, 1, 1 + PUBLIC_KEY_BYTES);
    byte[] digest = Keccak256.hash(publicKey);
    address = Address.of(Arrays.copyOfRange(digest, HASH_BYTES - Address.BYTES, HASH_BYTES));
  }

  /** The key with this number of a seed; the same arguments give the same key everywhere. */
  public static SigningKey of(long seed, int number) {
    byte[] place =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(seed).putInt(number).array();
    BigInteger digest = new BigInteger(1, Keccak256.hash(DERIVATION, place));
    return new SigningKey(digest.mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
  }

  /**
   * The key in 64 hexadecimal digits, with or without 0x before.
   *
   * @throws IllegalArgumentException if it is anything else; the text does not repeat the key
   */
  public static SigningKey parse(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("a private key has 64 hexadecimal digits");
    }
    BigInteger secret = new BigInteger(1, HexFormat.of().parseHex(digits));
    if (secret.signum() == 0 || secret.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("a private key is from 1 to the curve's order less one");
    }
    return new SigningKey(secret);
  }

  /** Whose key it is. */
  public Address address() {
    return address;
  }

  /** x and y, {@value #PUBLIC_KEY_BYTES} bytes; nobody may change them. */
  byte[] publicKey() {
    return publicKey;
  }

  /** Signs a message hash of 32 bytes. */
  Signature sign(byte[] hash) {
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, secret, hash);
    BigInteger e = new BigInteger(1, hash);
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = point(k);
      BigInteger r = point.getAffineXCoord().toBigInteger();
      BigInteger s =
          BigIntegers.modOddInverse(ORDER, k).multiply(e.add(r.multiply(secret))).mod(ORDER);
      // A point whose x is the order or more could not be told by its parity; nobody has seen one.
      if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0) {
        continue;
      }
      int yParity = point.getAffineYCoord().testBitZero() ? 1 : 0;
      return s.compareTo(HALF_ORDER) > 0
          ? new Signature(1 - yParity, r, ORDER.subtract(s))
          : new Signature(yParity, r, s);
    }
  }

  private static ECPoint point(BigInteger factor) {
    return new FixedPointCombMultiplier().multiply(PARAMETERS.getG(), factor).normalize();
  }
}
