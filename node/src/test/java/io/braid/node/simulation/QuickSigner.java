package io.braid.node.simulation;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.simulation.Draft;
import io.braid.protocol.types.Address;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Signs transactions with a private key in a few microseconds: the points that signatures name are
 * made once, for a few nonces that all keys share. So everybody can compute the keys.
 */
final class QuickSigner {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final List<Nonce> NONCES = nonces();
  private static final int NONCE_COUNT = 16;

  private record Nonce(BigInteger inverse, BigInteger r, int yParity) {}

  private final BigInteger privateKey;
  private final Address address;

  QuickSigner(long seed, int index) {
    Signer signer = Signer.of(seed, index);
    privateKey = signer.privateKey();
    address = Address.of(signer.address());
  }

  private static List<Nonce> nonces() {
    List<Nonce> nonces = new ArrayList<>();
    for (int i = 1; i <= NONCE_COUNT; i++) {
      byte[] digest = Keccak256.hash(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
      BigInteger k = new BigInteger(1, digest).mod(ORDER);
      ECPoint point = CURVE.getG().multiply(k).normalize();
      nonces.add(
          new Nonce(
              k.modInverse(ORDER),
              point.getAffineXCoord().toBigInteger().mod(ORDER),
              point.getAffineYCoord().testBitZero() ? 1 : 0));
    }
    return List.copyOf(nonces);
  }

  Address address() {
    return address;
  }

  byte[] sign(Draft draft) {
    byte[] hash = draft.signingHash();
    Nonce nonce = NONCES.get((hash[0] & 0xff) % NONCE_COUNT);
    BigInteger e = new BigInteger(1, hash);
    BigInteger s = nonce.inverse().multiply(e.add(nonce.r().multiply(privateKey))).mod(ORDER);
    boolean isHigh = s.compareTo(ORDER.shiftRight(1)) > 0;
    int yParity = isHigh ? 1 - nonce.yParity() : nonce.yParity();
    return draft.encode(yParity, nonce.r(), isHigh ? ORDER.subtract(s) : s);
  }
}
