package io.braid.stark.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds in every field; a test of a field has these laws too. */
abstract class FieldLaws {

  private static final int ROUNDS = 2_000;
  private static final int ALL_AT_ONCE = 37;

  /** Elements of KoalaBear in an element. */
  abstract int degree();

  abstract int[] add(int[] a, int[] b);

  abstract int[] subtract(int[] a, int[] b);

  abstract int[] multiply(int[] a, int[] b);

  abstract int[] square(int[] a);

  abstract int[] power(int[] a, long exponent);

  abstract int[] inverse(int[] a);

  abstract void invertAll(int[] elements, int[] scratch);

  private int[] base(int element) {
    int[] base = new int[degree()];
    base[0] = element;
    return base;
  }

  int[] zero() {
    return base(KoalaBear.ZERO);
  }

  int[] one() {
    return base(KoalaBear.ONE);
  }

  /** Any element, often at an edge. */
  int[] any(Random random) {
    int[] element = new int[degree()];
    for (int i = 0; i < element.length; i++) {
      element[i] =
          switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> KoalaBear.MODULUS - 1;
            case 2 -> KoalaBear.ONE;
            default -> random.nextInt(KoalaBear.MODULUS);
          };
    }
    return element;
  }

  int[] anyButZero(Random random) {
    int[] element = any(random);
    while (isZero(element)) {
      element = any(random);
    }
    return element;
  }

  private static boolean isZero(int[] element) {
    for (int part : element) {
      if (part != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void additionIsThatOfAGroup() {
    Seeds.run(
        "addition",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < ROUNDS; i++) {
            int[] a = any(random);
            int[] b = any(random);
            int[] c = any(random);
            assertArrayEquals(add(a, b), add(b, a));
            assertArrayEquals(add(add(a, b), c), add(a, add(b, c)));
            assertArrayEquals(a, add(a, zero()));
            assertArrayEquals(zero(), subtract(a, a));
            assertArrayEquals(a, add(subtract(a, b), b));
            assertArrayEquals(subtract(zero(), b), subtract(a, add(a, b)));
          }
        });
  }

  @Test
  void multiplicationIsThatOfAGroupAndDistributes() {
    Seeds.run(
        "multiplication",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < ROUNDS; i++) {
            int[] a = any(random);
            int[] b = any(random);
            int[] c = any(random);
            assertArrayEquals(multiply(a, b), multiply(b, a));
            assertArrayEquals(multiply(multiply(a, b), c), multiply(a, multiply(b, c)));
            assertArrayEquals(a, multiply(a, one()));
            assertArrayEquals(zero(), multiply(a, zero()));
            assertArrayEquals(add(multiply(a, b), multiply(a, c)), multiply(a, add(b, c)));
            assertArrayEquals(multiply(a, a), square(a));
          }
        });
  }

  @Test
  void everyElementButZeroHasAnInverse() {
    Seeds.run(
        "inverses",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < ROUNDS / 10; i++) {
            int[] a = anyButZero(random);
            assertArrayEquals(one(), multiply(a, inverse(a)));
          }
        });
    assertEquals(
        "0 has no inverse",
        assertThrows(ArithmeticException.class, () -> inverse(zero())).getMessage());
  }

  @Test
  void manyAreInvertedAtOnce() {
    Seeds.run(
        "many inverses",
        seed -> {
          Random random = new Random(seed);
          List<int[]> all = new ArrayList<>();
          int[] elements = new int[ALL_AT_ONCE * degree()];
          for (int i = 0; i < ALL_AT_ONCE; i++) {
            all.add(anyButZero(random));
            System.arraycopy(all.get(i), 0, elements, i * degree(), degree());
          }
          int[] inverted = elements.clone();
          invertAll(inverted, new int[inverted.length]);
          for (int i = 0; i < ALL_AT_ONCE; i++) {
            int[] one = new int[degree()];
            System.arraycopy(inverted, i * degree(), one, 0, degree());
            assertArrayEquals(inverse(all.get(i)), one);
          }
          int[] withZero = elements.clone();
          System.arraycopy(zero(), 0, withZero, 5 * degree(), degree());
          int[] before = withZero.clone();
          assertThrows(
              ArithmeticException.class, () -> invertAll(withZero, new int[withZero.length]));
          assertArrayEquals(before, withZero);
        });
    invertAll(new int[0], new int[0]);
  }

  @Test
  void powersAreRepeatedProducts() {
    Seeds.run(
        "powers",
        seed -> {
          Random random = new Random(seed);
          int[] a = any(random);
          int[] product = one();
          for (int exponent = 0; exponent < 70; exponent++) {
            assertArrayEquals(product, power(a, exponent));
            product = multiply(product, a);
          }
          assertArrayEquals(one(), power(zero(), 0));
          // The exponent is unsigned.
          int[] half = power(a, Long.MIN_VALUE >>> 1);
          assertArrayEquals(multiply(half, half), power(a, Long.MIN_VALUE));
        });
  }
}
