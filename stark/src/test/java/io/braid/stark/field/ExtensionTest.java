package io.braid.stark.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtensionTest extends FieldLaws {

  private static final BigInteger P = BigInteger.valueOf(KoalaBear.MODULUS);

  @Override
  int degree() {
    return Extension.DEGREE;
  }

  @Override
  int[] add(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.plus(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  int[] subtract(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.minus(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  int[] multiply(int[] a, int[] b) {
    int[] out = new int[Extension.DEGREE];
    Extension.times(a, 0, b, 0, out, 0);
    return out;
  }

  @Override
  int[] square(int[] a) {
    int[] out = new int[Extension.DEGREE];
    Extension.square(a, 0, out, 0);
    return out;
  }

  @Override
  int[] power(int[] a, long exponent) {
    int[] out = new int[Extension.DEGREE];
    Extension.power(a, 0, exponent, out, 0);
    return out;
  }

  @Override
  int[] inverse(int[] a) {
    int[] out = new int[Extension.DEGREE];
    Extension.inverse(a, 0, out, 0);
    return out;
  }

  @Override
  void invertAll(int[] elements, int[] scratch) {
    Extension.invertAll(elements, scratch);
  }

  /** X^4 - 3 has a factor only if 3 is a square, or if p is not 1 modulo 4. */
  @Test
  void itIsAField() {
    assertEquals(1, KoalaBear.MODULUS % 4);
    assertNotEquals(KoalaBear.ONE, KoalaBear.power(KoalaBear.of(3), (KoalaBear.MODULUS - 1L) / 2));
  }

  /** The product of polynomials, and each X^4 replaced by 3. */
  @Test
  void productsAreThoseOfPolynomials() {
    Seeds.run(
        "products of polynomials",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 2_000; i++) {
            int[] a = any(random);
            int[] b = any(random);
            BigInteger[] product = new BigInteger[2 * Extension.DEGREE - 1];
            Arrays.fill(product, BigInteger.ZERO);
            for (int j = 0; j < Extension.DEGREE; j++) {
              for (int k = 0; k < Extension.DEGREE; k++) {
                product[j + k] = product[j + k].add(number(a[j]).multiply(number(b[k])));
              }
            }
            int[] expected = new int[Extension.DEGREE];
            for (int j = 0; j < Extension.DEGREE; j++) {
              BigInteger over =
                  j + Extension.DEGREE < product.length
                      ? product[j + Extension.DEGREE]
                      : BigInteger.ZERO;
              expected[j] =
                  KoalaBear.of(
                      product[j].add(over.multiply(BigInteger.valueOf(3))).mod(P).intValueExact());
            }
            assertArrayEquals(expected, multiply(a, b));
          }
        });
  }

  private static BigInteger number(int element) {
    return BigInteger.valueOf(KoalaBear.toCanonical(element));
  }

  @Test
  void anElementOfKoalaBearIsOneOfTheExtension() {
    Seeds.run(
        "products with the base",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 1_000; i++) {
            int[] a = any(random);
            int base = random.nextInt(KoalaBear.MODULUS);
            int[] embedded = any(random);
            Extension.set(base, embedded, 0);
            int[] product = new int[Extension.DEGREE];
            Extension.timesBase(a, 0, base, product, 0);
            assertArrayEquals(multiply(a, embedded), product);
          }
        });
  }

  @Test
  void resultsMayBeWrittenOverArguments() {
    Seeds.run(
        "results over arguments",
        seed -> {
          Random random = new Random(seed);
          int[] a = anyButZero(random);
          int[] b = any(random);
          int[] both = new int[2 * Extension.DEGREE];
          Extension.copy(a, 0, both, 0);
          Extension.copy(b, 0, both, Extension.DEGREE);
          Extension.times(both, 0, both, Extension.DEGREE, both, Extension.DEGREE);
          assertTrue(Extension.areEqual(multiply(a, b), 0, both, Extension.DEGREE));
          Extension.inverse(both, 0, both, 0);
          assertTrue(Extension.areEqual(inverse(a), 0, both, 0));
        });
  }

  @Test
  void zeroAndEqualityLookAtAllParts() {
    int[] a = new int[Extension.DEGREE];
    assertTrue(Extension.isZero(a, 0));
    for (int i = 0; i < Extension.DEGREE; i++) {
      int[] b = a.clone();
      b[i] = 1;
      assertFalse(Extension.isZero(b, 0));
      assertFalse(Extension.areEqual(a, 0, b, 0));
      assertTrue(Extension.areEqual(b, 0, b.clone(), 0));
    }
  }

  /**
   * Raising to the power p is the automorphism that leaves KoalaBear alone; four times, nothing.
   */
  @Test
  void thePowerOfPIsAnAutomorphismOfOrderFour() {
    Seeds.run(
        "automorphism",
        seed -> {
          Random random = new Random(seed);
          int[] a = any(random);
          int[] b = any(random);
          assertArrayEquals(
              power(add(a, b), KoalaBear.MODULUS),
              add(power(a, KoalaBear.MODULUS), power(b, KoalaBear.MODULUS)));
          int[] conjugate = a;
          for (int i = 0; i < Extension.DEGREE; i++) {
            conjugate = power(conjugate, KoalaBear.MODULUS);
          }
          assertArrayEquals(a, conjugate);
        });
  }
}
