package io.braid.sequencer.secp256k1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.braid.protocol.crypto.PublicKeyRecovery;
import io.braid.protocol.crypto.Secp256k1;
import io.braid.protocol.crypto.SignatureFault;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.math.Word256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The library gives what the plain recovery gives. */
class NativeSecp256k1Test {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  /** The x coordinate of the generator, whose y is even. */
  private static final BigInteger X =
      new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16);

  private static final List<BigInteger> CORNERS =
      List.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.valueOf(5),
          X,
          ORDER.shiftRight(1),
          ORDER.shiftRight(1).add(BigInteger.ONE),
          ORDER.subtract(BigInteger.ONE),
          ORDER,
          ORDER.add(BigInteger.ONE),
          Words.MAX);

  private final Secp256k1 plain = new Secp256k1();
  private final PublicKeyRecovery library = NativeSecp256k1.orPlain();

  private SignatureFault both(byte[] hash, int yParity, BigInteger r, BigInteger s) {
    byte[] expected = new byte[70];
    byte[] got = new byte[70];
    SignatureFault fault =
        plain.recoverPublicKey(hash, 1, yParity, Words.of(r), 0, Words.of(s), 0, expected, 3);
    assertEquals(
        fault, library.recoverPublicKey(hash, 1, yParity, Words.of(r), 0, Words.of(s), 0, got, 3));
    assertArrayEquals(expected, got);
    return fault;
  }

  private static byte[] hash(BigInteger number) {
    byte[] hash = new byte[34];
    long[] word = Words.of(number);
    Word256.writeBigEndian(word, 0, hash, 1);
    return hash;
  }

  @Test
  void libraryIsThereOnThisMachine() {
    assertInstanceOf(NativeSecp256k1.class, library);
  }

  @Test
  void cornersHaveTheSameFaultOrKey() {
    Set<SignatureFault> seen = EnumSet.noneOf(SignatureFault.class);
    for (BigInteger r : CORNERS) {
      for (BigInteger s : CORNERS) {
        for (BigInteger e : CORNERS) {
          for (int yParity = -1; yParity <= 2; yParity++) {
            seen.add(both(hash(e), yParity, r, s));
          }
        }
      }
    }
    assertEquals(
        EnumSet.of(
            SignatureFault.NONE,
            SignatureFault.Y_PARITY_NOT_A_BIT,
            SignatureFault.R_ZERO,
            SignatureFault.R_NOT_BELOW_ORDER,
            SignatureFault.S_ZERO,
            SignatureFault.S_NOT_BELOW_ORDER,
            SignatureFault.S_HIGH,
            SignatureFault.NO_POINT_AT_R,
            SignatureFault.POINT_AT_INFINITY),
        seen);
  }

  @Test
  void signaturesAndChangedOnesHaveTheSameKey() {
    Seeds.run(
        "libsecp256k1 recovery",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 500; i++) {
            byte[] hash = new byte[34];
            random.nextBytes(hash);
            Signer.Signature signature = Signer.of(seed, i).sign(Arrays.copyOfRange(hash, 1, 33));
            both(hash, signature.yParity(), signature.r(), signature.s());
            both(hash, 1 - signature.yParity(), signature.r(), signature.s());
            both(
                hash,
                signature.yParity(),
                signature.r().flipBit(random.nextInt(256)),
                signature.s());
            both(
                hash,
                signature.yParity(),
                signature.r(),
                signature.s().flipBit(random.nextInt(256)));
          }
        });
  }
}
