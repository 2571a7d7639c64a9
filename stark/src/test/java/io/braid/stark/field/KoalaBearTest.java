package io.braid.stark.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KoalaBearTest extends FieldLaws {

  private static final BigInteger P = BigInteger.valueOf(KoalaBear.MODULUS);
  private static final BigInteger R = BigInteger.ONE.shiftLeft(32);

  @Override
  int degree() {
    return 1;
  }

  @Override
  int[] add(int[] a, int[] b) {
    return new int[] {KoalaBear.add(a[0], b[0])};
  }

  @Override
  int[] subtract(int[] a, int[] b) {
    return new int[] {KoalaBear.subtract(a[0], b[0])};
  }

  @Override
  int[] multiply(int[] a, int[] b) {
    return new int[] {KoalaBear.multiply(a[0], b[0])};
  }

  @Override
  int[] square(int[] a) {
    return new int[] {KoalaBear.square(a[0])};
  }

  @Override
  int[] power(int[] a, long exponent) {
    return new int[] {KoalaBear.power(a[0], exponent)};
  }

  @Override
  int[] inverse(int[] a) {
    return new int[] {KoalaBear.inverse(a[0])};
  }

  @Override
  void invertAll(int[] elements, int[] scratch) {
    KoalaBear.invertAll(elements, scratch);
  }

  @Test
  void constantsAreWhatTheyAreCalled() {
    assertEquals(BigInteger.TWO.pow(31).subtract(BigInteger.TWO.pow(24)).add(BigInteger.ONE), P);
    assertTrue(P.isProbablePrime(100));
    assertEquals(KoalaBear.TWO_ADICITY, P.subtract(BigInteger.ONE).getLowestSetBit());
    assertEquals(R.mod(P).intValueExact(), KoalaBear.ONE);
    assertEquals(KoalaBear.ONE, KoalaBear.of(1));
    // p - 1 is 2^24 times 127.
    for (int factor : new int[] {2, 127}) {
      assertNotEquals(
          KoalaBear.ONE, KoalaBear.power(KoalaBear.generator(), (KoalaBear.MODULUS - 1L) / factor));
    }
  }

  @Test
  void numbersComeBackAndNothingElseIsAnElement() {
    Seeds.run(
        "numbers",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt(KoalaBear.MODULUS);
            assertEquals(number, KoalaBear.toCanonical(KoalaBear.of(number)));
          }
        });
    for (int number : new int[] {0, 1, KoalaBear.MODULUS - 1}) {
      assertEquals(number, KoalaBear.toCanonical(KoalaBear.of(number)));
      assertTrue(KoalaBear.isElement(number));
    }
    for (int number : new int[] {-1, KoalaBear.MODULUS, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertEquals(
          "an element of KoalaBear is from 0 to 2130706432, not " + number,
          assertThrows(IllegalArgumentException.class, () -> KoalaBear.of(number)).getMessage());
      assertFalse(KoalaBear.isElement(number));
    }
  }

  private static int expected(BigInteger x) {
    return x.multiply(R.modInverse(P)).mod(P).intValueExact();
  }

  @Test
  void reductionIsThatOfBigInteger() {
    long most = P.multiply(R).longValueExact() - 1;
    for (long x : new long[] {0, 1, KoalaBear.MODULUS, (1L << 32) - 1, 1L << 32, most}) {
      assertEquals(expected(BigInteger.valueOf(x)), KoalaBear.reduce(x), () -> "of " + x);
    }
    BigInteger fourProducts = P.subtract(BigInteger.ONE).pow(2).shiftLeft(2);
    assertEquals(expected(fourProducts), KoalaBear.reduceWide(fourProducts.longValue()));
    Seeds.run(
        "reduction",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 10_000; i++) {
            long x = random.nextLong(most + 1);
            assertEquals(expected(BigInteger.valueOf(x)), KoalaBear.reduce(x));
            BigInteger wide = new BigInteger(64, random).mod(fourProducts.add(BigInteger.ONE));
            assertEquals(expected(wide), KoalaBear.reduceWide(wide.longValue()));
          }
        });
  }

  @Test
  void productsByANumberComeFromItsQuotient() {
    int[] edges = {0, 1, 2, KoalaBear.MODULUS - 1};
    for (int number : edges) {
      for (int b : edges) {
        assertProductFromQuotient(number, b);
      }
      assertProductFromQuotient(number, -1);
    }
    Seeds.run(
        "quotients",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 10_000; i++) {
            assertProductFromQuotient(random.nextInt(KoalaBear.MODULUS), random.nextInt());
          }
        });
  }

  private static void assertProductFromQuotient(int number, int bits) {
    long b = Integer.toUnsignedLong(bits);
    long quotient = (b * Integer.toUnsignedLong(KoalaBear.overModulus(number))) >>> 32;
    long rest = b * number - quotient * KoalaBear.MODULUS;
    assertTrue(rest >= 0 && rest < 2L * KoalaBear.MODULUS, () -> b + " by " + number);
    if (KoalaBear.isElement(bits)) {
      int product = KoalaBear.multiply(bits, KoalaBear.of(number));
      assertEquals(product, (int) (rest % KoalaBear.MODULUS));
    }
  }

  @Test
  void negationAndDoublingAreSums() {
    Seeds.run(
        "negation",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 1_000; i++) {
            int a = any(random)[0];
            assertEquals(KoalaBear.ZERO, KoalaBear.add(a, KoalaBear.negate(a)));
            assertEquals(KoalaBear.add(a, a), KoalaBear.twice(a));
          }
        });
  }

  @Test
  void rootsOfUnityHaveTheirOrder() {
    assertEquals(KoalaBear.ONE, KoalaBear.rootOfUnity(0));
    for (int log = 1; log <= KoalaBear.TWO_ADICITY; log++) {
      int root = KoalaBear.rootOfUnity(log);
      assertEquals(KoalaBear.rootOfUnity(log - 1), KoalaBear.square(root));
      assertEquals(KoalaBear.negate(KoalaBear.ONE), KoalaBear.power(root, 1L << (log - 1)));
    }
    for (int log : new int[] {-1, KoalaBear.TWO_ADICITY + 1}) {
      assertEquals(
          "roots of unity have order 2^0 to 2^24, not 2^" + log,
          assertThrows(IllegalArgumentException.class, () -> KoalaBear.rootOfUnity(log))
              .getMessage());
    }
  }
}
