package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class Secp256k1Test {

  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.valueOf(0x1000003d1L));
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final BigInteger HALF = ORDER.shiftRight(1);
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger ZERO = BigInteger.ZERO;

  /** The signer whose public key is the generator, and the generator's coordinates. */
  private static final Signer GENERATOR = Signer.of(ONE);

  private static final BigInteger X = new BigInteger(1, GENERATOR.publicKey(), 0, 32);
  private static final BigInteger Y = new BigInteger(1, GENERATOR.publicKey(), 32, 32);

  /** The smallest x coordinate that no point has: 125 + 7 is no square. */
  private static final BigInteger NO_POINT = BigInteger.valueOf(5);

  /** Arguments and the fault they have. */
  record Recovery(int yParity, BigInteger r, BigInteger s, BigInteger hash, SignatureFault fault) {}

  /** Arguments and the fault they have. */
  record Verification(
      BigInteger r,
      BigInteger s,
      BigInteger hash,
      BigInteger x,
      BigInteger y,
      SignatureFault fault) {}

  /** In the order of precedence; each row with as many later faults as there can be. */
  static final List<Recovery> RECOVERIES =
      List.of(
          new Recovery(-1, ZERO, ZERO, ZERO, SignatureFault.Y_PARITY_NOT_A_BIT),
          new Recovery(2, ZERO, Words.MAX, ZERO, SignatureFault.Y_PARITY_NOT_A_BIT),
          new Recovery(27, X, ONE, ZERO, SignatureFault.Y_PARITY_NOT_A_BIT),
          new Recovery(0, ZERO, ZERO, ZERO, SignatureFault.R_ZERO),
          new Recovery(1, ZERO, Words.MAX, ZERO, SignatureFault.R_ZERO),
          new Recovery(0, ORDER, ZERO, ZERO, SignatureFault.R_NOT_BELOW_ORDER),
          new Recovery(1, ORDER, ORDER, ZERO, SignatureFault.R_NOT_BELOW_ORDER),
          new Recovery(0, PRIME, ONE, ZERO, SignatureFault.R_NOT_BELOW_ORDER),
          new Recovery(0, Words.MAX, ONE, ZERO, SignatureFault.R_NOT_BELOW_ORDER),
          new Recovery(0, NO_POINT, ZERO, ZERO, SignatureFault.S_ZERO),
          new Recovery(0, NO_POINT, ORDER, ZERO, SignatureFault.S_NOT_BELOW_ORDER),
          new Recovery(0, NO_POINT, Words.MAX, ZERO, SignatureFault.S_NOT_BELOW_ORDER),
          new Recovery(0, NO_POINT, HALF.add(ONE), ZERO, SignatureFault.S_HIGH),
          new Recovery(0, NO_POINT, ORDER.subtract(ONE), ZERO, SignatureFault.S_HIGH),
          new Recovery(0, X, HALF.add(ONE), HALF.add(ONE), SignatureFault.S_HIGH),
          new Recovery(0, NO_POINT, ONE, ZERO, SignatureFault.NO_POINT_AT_R),
          new Recovery(1, NO_POINT, HALF, ONE, SignatureFault.NO_POINT_AT_R),
          // With k = 1 and e = s, s (k G) - e G is zero; with y negated, e must be as well.
          new Recovery(0, X, ONE, ONE, SignatureFault.POINT_AT_INFINITY),
          new Recovery(0, X, HALF, HALF, SignatureFault.POINT_AT_INFINITY),
          new Recovery(0, X, ONE, ORDER.add(ONE), SignatureFault.POINT_AT_INFINITY),
          new Recovery(1, X, ONE, ORDER.subtract(ONE), SignatureFault.POINT_AT_INFINITY),
          new Recovery(1, X, ONE, ONE, SignatureFault.NONE),
          new Recovery(0, X, HALF, ZERO, SignatureFault.NONE),
          new Recovery(0, X, HALF, ORDER, SignatureFault.NONE),
          new Recovery(0, X, ONE, Words.MAX, SignatureFault.NONE),
          new Recovery(0, ONE, ONE, ZERO, SignatureFault.NONE));

  /** In the order of precedence; each row with as many later faults as there can be. */
  static final List<Verification> VERIFICATIONS =
      List.of(
          new Verification(ZERO, ZERO, ZERO, PRIME, Y, SignatureFault.R_ZERO),
          new Verification(ORDER, ZERO, ZERO, PRIME, Y, SignatureFault.R_NOT_BELOW_ORDER),
          new Verification(Words.MAX, ZERO, ZERO, PRIME, Y, SignatureFault.R_NOT_BELOW_ORDER),
          new Verification(ONE, ZERO, ZERO, PRIME, Y, SignatureFault.S_ZERO),
          new Verification(ONE, ORDER, ZERO, PRIME, Y, SignatureFault.S_NOT_BELOW_ORDER),
          new Verification(ONE, Words.MAX, ZERO, PRIME, Y, SignatureFault.S_NOT_BELOW_ORDER),
          new Verification(ONE, HALF.add(ONE), ZERO, PRIME, Y, SignatureFault.S_HIGH),
          new Verification(ONE, ORDER.subtract(ONE), ZERO, PRIME, Y, SignatureFault.S_HIGH),
          new Verification(ONE, HALF, ZERO, PRIME, Y, SignatureFault.PUBLIC_KEY_NOT_IN_FIELD),
          new Verification(ONE, ONE, ZERO, X, PRIME, SignatureFault.PUBLIC_KEY_NOT_IN_FIELD),
          new Verification(ONE, ONE, ZERO, X, Words.MAX, SignatureFault.PUBLIC_KEY_NOT_IN_FIELD),
          new Verification(
              ONE, ONE, ZERO, PRIME.subtract(ONE), ONE, SignatureFault.PUBLIC_KEY_NOT_ON_CURVE),
          new Verification(ONE, ONE, ZERO, ZERO, ZERO, SignatureFault.PUBLIC_KEY_NOT_ON_CURVE),
          new Verification(
              X, ONE, ORDER.subtract(X), X, Y.add(ONE), SignatureFault.PUBLIC_KEY_NOT_ON_CURVE),
          // With the key 1 and e = -r, e + r d is zero.
          new Verification(ONE, ONE, ORDER.subtract(ONE), X, Y, SignatureFault.POINT_AT_INFINITY),
          new Verification(X, HALF, ORDER.subtract(X), X, Y, SignatureFault.POINT_AT_INFINITY),
          new Verification(X, ONE, ZERO, X, Y, SignatureFault.MISMATCH),
          // s = k^-1 (e + r d) with k = d = 1 and s = 1 asks for e = 1 - r, or with k = -1 for
          // e = -1 - r.
          new Verification(X, ONE, ORDER.add(ONE).subtract(X), X, Y, SignatureFault.NONE),
          new Verification(X, ONE, ORDER.subtract(ONE).subtract(X), X, Y, SignatureFault.NONE),
          new Verification(
              X, ONE, ORDER.add(ONE).subtract(X), X, PRIME.subtract(Y), SignatureFault.MISMATCH));

  private final Secp256k1 secp256k1 = new Secp256k1();

  @ParameterizedTest
  @FieldSource("RECOVERIES")
  void recoveryHasTheFirstFault(Recovery row) {
    byte[] key = filled(64);
    assertEquals(row.fault, recover(bytes(row.hash), row.yParity, row.r, row.s, key));
    assertEquals(row.fault != SignatureFault.NONE, Arrays.equals(key, filled(64)));
    byte[] address = filled(20);
    assertEquals(
        row.fault,
        secp256k1.recoverAddress(
            bytes(row.hash), 0, row.yParity, Words.of(row.r), 0, Words.of(row.s), 0, address, 0));
    assertEquals(row.fault != SignatureFault.NONE, Arrays.equals(address, filled(20)));
    if (row.fault == SignatureFault.NONE) {
      assertEquals(SignatureFault.NONE, verify(bytes(row.hash), row.r, row.s, key));
      assertArrayEquals(Arrays.copyOfRange(Keccak256.hash(key), 12, 32), address);
    }
  }

  @ParameterizedTest
  @FieldSource("VERIFICATIONS")
  void verificationHasTheFirstFault(Verification row) {
    byte[] key = new byte[64];
    System.arraycopy(bytes(row.x), 0, key, 0, 32);
    System.arraycopy(bytes(row.y), 0, key, 32, 32);
    assertEquals(row.fault, verify(bytes(row.hash), row.r, row.s, key));
  }

  /** The tables above are in the order of the faults, and miss none. */
  @Test
  void tablesAreComplete() {
    EnumSet<SignatureFault> faults = EnumSet.noneOf(SignatureFault.class);
    RECOVERIES.forEach(row -> faults.add(row.fault));
    VERIFICATIONS.forEach(row -> faults.add(row.fault));
    assertEquals(EnumSet.allOf(SignatureFault.class), faults);
    assertOrdered(RECOVERIES.stream().map(Recovery::fault).filter(Secp256k1Test::isFault).toList());
    assertOrdered(
        VERIFICATIONS.stream()
            .map(Verification::fault)
            .filter(Secp256k1Test::isFault)
            .filter(fault -> fault != SignatureFault.MISMATCH)
            .toList());
  }

  @Test
  void numbersOfTheCurve() {
    assertTrue(PRIME.isProbablePrime(100));
    assertTrue(ORDER.isProbablePrime(100));
    assertEquals(
        PRIME.subtract(ONE),
        NO_POINT
            .pow(3)
            .add(BigInteger.valueOf(7))
            .modPow(PRIME.subtract(ONE).shiftRight(1), PRIME));
    assertEquals(ZERO, Y.pow(2).subtract(X.pow(3)).subtract(BigInteger.valueOf(7)).mod(PRIME));
    assertEquals(ZERO, Y.mod(BigInteger.TWO));
  }

  @Test
  void signatureGivesItsSigner() {
    Seeds.run(
        "Secp256k1 recovery",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 300; i++) {
            Signer signer = Signer.of(seed, i);
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            Arrays.fill(hash, 0, random.nextInt(8) == 0 ? 32 : 0, (byte) -random.nextInt(2));
            Signer.Signature signature = signer.sign(hash);

            byte[] key = new byte[64];
            assertEquals(SignatureFault.NONE, recover(hash, signature, key));
            assertArrayEquals(signer.publicKey(), key);
            assertEquals(SignatureFault.NONE, verify(hash, signature.r(), signature.s(), key));
            int parity = signature.yParity();
            assertEquals(SignatureFault.NONE, verifyRecoverable(hash, parity, signature, key));
            assertEquals(
                SignatureFault.MISMATCH, verifyRecoverable(hash, 1 - parity, signature, key));
            assertEquals(
                SignatureFault.Y_PARITY_NOT_A_BIT, verifyRecoverable(hash, -1, signature, key));

            hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            assertEquals(SignatureFault.MISMATCH, verify(hash, signature.r(), signature.s(), key));
            byte[] other = new byte[64];
            assertEquals(SignatureFault.NONE, recover(hash, signature, other));
            assertNotEquals(Arrays.toString(key), Arrays.toString(other));
          }
        });
  }

  /** Every input has an answer, and a key that was recovered verifies. */
  @Test
  void anyInput() {
    List<BigInteger> values =
        List.of(ZERO, ONE, BigInteger.TWO, X, HALF, HALF.add(ONE), ORDER, PRIME, Words.MAX);
    Seeds.run(
        "Secp256k1 any input",
        seed -> {
          Random random = new Random(seed);
          int recovered = 0;
          for (int i = 0; i < 600; i++) {
            BigInteger[] inputs = new BigInteger[5];
            for (int j = 0; j < inputs.length; j++) {
              inputs[j] =
                  random.nextBoolean()
                      ? values.get(random.nextInt(values.size()))
                      : Words.random(random);
            }
            byte[] key = new byte[64];
            System.arraycopy(bytes(inputs[0]), 0, key, 0, 32);
            System.arraycopy(bytes(inputs[1]), 0, key, 32, 32);
            byte[] hash = bytes(inputs[2]);
            assertNotEquals(SignatureFault.NONE, verify(hash, inputs[3], inputs[4], key));
            if (recover(hash, random.nextInt(-1, 3), inputs[3], inputs[4], key)
                == SignatureFault.NONE) {
              assertEquals(SignatureFault.NONE, verify(hash, inputs[3], inputs[4], key));
              recovered++;
            }
          }
          assertTrue(recovered > 0);
        });
  }

  /** Offsets count: the arguments are parts of larger arrays, and only the output changes. */
  @Test
  void offsets() {
    Signer signer = Signer.of(7, 0);
    byte[] hash = Keccak256.hash(new byte[] {1});
    Signer.Signature signature = signer.sign(hash);
    byte[] bytes = filled(200);
    System.arraycopy(hash, 0, bytes, 3, 32);
    long[] words = {9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9};
    Words.put(signature.r(), words, 1);
    Words.put(signature.s(), words, 6);

    byte[] expected = bytes.clone();
    System.arraycopy(signer.address(), 0, expected, 40, 20);
    System.arraycopy(signer.publicKey(), 0, expected, 101, 64);
    System.arraycopy(signer.address(), 0, expected, 70, 20);
    assertEquals(
        SignatureFault.NONE,
        secp256k1.recoverAddress(bytes, 3, signature.yParity(), words, 1, words, 6, bytes, 40));
    assertEquals(
        SignatureFault.NONE,
        secp256k1.recoverPublicKey(bytes, 3, signature.yParity(), words, 1, words, 6, bytes, 101));
    secp256k1.address(bytes, 101, bytes, 70);
    assertArrayEquals(expected, bytes);
    assertEquals(SignatureFault.NONE, secp256k1.verify(bytes, 3, words, 1, words, 6, bytes, 101));
  }

  @Test
  void rangesOutsideTheArray() {
    long[] one = {1, 0, 0, 0};
    byte[] key = GENERATOR.publicKey();
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> secp256k1.recoverPublicKey(new byte[31], 0, 0, one, 0, one, 0, key, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> secp256k1.recoverPublicKey(new byte[32], 0, 0, one, 1, one, 0, key, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> secp256k1.verify(new byte[32], 1, one, 0, one, 0, key, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> secp256k1.verify(new byte[32], 0, one, 0, one, 0, key, 1));
  }

  private SignatureFault recover(byte[] hash, Signer.Signature signature, byte[] key) {
    return recover(hash, signature.yParity(), signature.r(), signature.s(), key);
  }

  private SignatureFault recover(byte[] hash, int yParity, BigInteger r, BigInteger s, byte[] key) {
    return secp256k1.recoverPublicKey(hash, 0, yParity, Words.of(r), 0, Words.of(s), 0, key, 0);
  }

  private SignatureFault verifyRecoverable(
      byte[] hash, int yParity, Signer.Signature signature, byte[] key) {
    return secp256k1.verifyRecoverable(
        hash, 0, yParity, signature.rWord(), 0, signature.sWord(), 0, key, 0);
  }

  private SignatureFault verify(byte[] hash, BigInteger r, BigInteger s, byte[] key) {
    return secp256k1.verify(hash, 0, Words.of(r), 0, Words.of(s), 0, key, 0);
  }

  private static boolean isFault(SignatureFault fault) {
    return fault != SignatureFault.NONE;
  }

  private static void assertOrdered(List<SignatureFault> faults) {
    assertEquals(faults.stream().sorted().toList(), faults);
  }

  private static byte[] bytes(BigInteger value) {
    byte[] bytes = new byte[32];
    long[] word = Words.of(value);
    for (int i = 0; i < 32; i++) {
      bytes[31 - i] = (byte) (word[i / 8] >>> (8 * (i % 8)));
    }
    return bytes;
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x5a);
    return bytes;
  }
}
