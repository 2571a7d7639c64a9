package io.braid.stark.field;

import static io.braid.stark.field.KoalaBear.add;
import static io.braid.stark.field.KoalaBear.multiply;
import static io.braid.stark.field.KoalaBear.negate;
import static io.braid.stark.field.KoalaBear.reduce;
import static io.braid.stark.field.KoalaBear.reduceWide;
import static io.braid.stark.field.KoalaBear.subtract;

/**
 * The extension of {@link KoalaBear} of degree 4: polynomials in X modulo X^4 - 3, which has no
 * factors, since 3 is no square and p is 1 modulo 4.
 *
 * <p>An element is {@value #DEGREE} elements of KoalaBear in an array from an offset, that of X^0
 * first. Results may be written over arguments.
 */
public final class Extension {

  /** Elements of KoalaBear in one of the extension. */
  public static final int DEGREE = 4;

  /** X^4. */
  private static final int X_TO_4 = KoalaBear.of(3);

  private Extension() {}

  /** Sets an element to one of KoalaBear. */
  public static void set(int element, int[] out, int outAt) {
    out[outAt] = element;
    out[outAt + 1] = KoalaBear.ZERO;
    out[outAt + 2] = KoalaBear.ZERO;
    out[outAt + 3] = KoalaBear.ZERO;
  }

  /** Copies an element. */
  public static void copy(int[] a, int at, int[] out, int outAt) {
    System.arraycopy(a, at, out, outAt, DEGREE);
  }

  /** Whether an element is 0. */
  public static boolean isZero(int[] a, int at) {
    return (a[at] | a[at + 1] | a[at + 2] | a[at + 3]) == 0;
  }

  /** Whether two elements are the same. */
  public static boolean areEqual(int[] a, int at, int[] b, int bt) {
    return a[at] == b[bt]
        && a[at + 1] == b[bt + 1]
        && a[at + 2] == b[bt + 2]
        && a[at + 3] == b[bt + 3];
  }

  /** a + b. */
  public static void plus(int[] a, int at, int[] b, int bt, int[] out, int outAt) {
    for (int i = 0; i < DEGREE; i++) {
      out[outAt + i] = add(a[at + i], b[bt + i]);
    }
  }

  /** a - b. */
  public static void minus(int[] a, int at, int[] b, int bt, int[] out, int outAt) {
    for (int i = 0; i < DEGREE; i++) {
      out[outAt + i] = subtract(a[at + i], b[bt + i]);
    }
  }

  /** a times an element of KoalaBear. */
  public static void timesBase(int[] a, int at, int base, int[] out, int outAt) {
    for (int i = 0; i < DEGREE; i++) {
      out[outAt + i] = multiply(a[at + i], base);
    }
  }

  /** a b. */
  public static void times(int[] a, int at, int[] b, int bt, int[] out, int outAt) {
    long a0 = a[at];
    long a1 = a[at + 1];
    long a2 = a[at + 2];
    long a3 = a[at + 3];
    long b0 = b[bt];
    long b1 = b[bt + 1];
    long b2 = b[bt + 2];
    long b3 = b[bt + 3];
    // What goes beyond X^3 comes back three times, four places lower.
    int over0 = reduceWide(a1 * b3 + a2 * b2 + a3 * b1);
    int over1 = reduce(a2 * b3 + a3 * b2);
    int over2 = reduce(a3 * b3);
    out[outAt] = add(reduce(a0 * b0), thrice(over0));
    out[outAt + 1] = add(reduce(a0 * b1 + a1 * b0), thrice(over1));
    out[outAt + 2] = add(reduceWide(a0 * b2 + a1 * b1 + a2 * b0), thrice(over2));
    out[outAt + 3] = reduceWide(a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0);
  }

  /** {@link #X_TO_4} times an element of KoalaBear. */
  private static int thrice(int a) {
    return add(a, KoalaBear.twice(a));
  }

  /** a^2. */
  public static void square(int[] a, int at, int[] out, int outAt) {
    times(a, at, a, at, out, outAt);
  }

  /**
   * a^exponent; 0^0 is 1.
   *
   * @param exponent unsigned
   */
  public static void power(int[] a, int at, long exponent, int[] out, int outAt) {
    int[] square = new int[DEGREE];
    copy(a, at, square, 0);
    set(KoalaBear.ONE, out, outAt);
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        times(out, outAt, square, 0, out, outAt);
      }
      square(square, 0, square, 0);
    }
  }

  /**
   * 1 / a. With Y = X^2, a is A + B X over the field with Y^2 = 3, and (A + B X)(A - B X) = A^2 - Y
   * B^2 is in that field; the same once more leads to KoalaBear.
   *
   * @throws ArithmeticException if a is 0
   */
  public static void inverse(int[] a, int at, int[] out, int outAt) {
    int a0 = a[at];
    int a1 = a[at + 1];
    int a2 = a[at + 2];
    int a3 = a[at + 3];
    // A^2 - Y B^2 with A = a0 + a2 Y and B = a1 + a3 Y.
    int norm0 =
        subtract(
            add(multiply(a0, a0), multiply(X_TO_4, multiply(a2, a2))),
            multiply(X_TO_4, KoalaBear.twice(multiply(a1, a3))));
    int norm1 =
        subtract(
            KoalaBear.twice(multiply(a0, a2)),
            add(multiply(a1, a1), multiply(X_TO_4, multiply(a3, a3))));
    int norm = subtract(multiply(norm0, norm0), multiply(X_TO_4, multiply(norm1, norm1)));
    int inverse = KoalaBear.inverse(norm);
    int n0 = multiply(norm0, inverse);
    int n1 = negate(multiply(norm1, inverse));
    // (A - B X)(n0 + n1 Y).
    out[outAt] = add(multiply(a0, n0), multiply(X_TO_4, multiply(a2, n1)));
    out[outAt + 1] = negate(add(multiply(a1, n0), multiply(X_TO_4, multiply(a3, n1))));
    out[outAt + 2] = add(multiply(a0, n1), multiply(a2, n0));
    out[outAt + 3] = negate(add(multiply(a1, n1), multiply(a3, n0)));
  }

  /**
   * Replaces elements by their inverses, with one inversion for all (Montgomery's trick).
   *
   * @param elements one behind the other
   * @param scratch of the same length or longer; overwritten
   * @throws ArithmeticException if one of them is 0; then nothing was replaced
   */
  public static void invertAll(int[] elements, int[] scratch) {
    int[] product = new int[DEGREE];
    set(KoalaBear.ONE, product, 0);
    for (int at = 0; at < elements.length; at += DEGREE) {
      copy(product, 0, scratch, at);
      times(product, 0, elements, at, product, 0);
    }
    inverse(product, 0, product, 0);
    int[] own = new int[DEGREE];
    for (int at = elements.length - DEGREE; at >= 0; at -= DEGREE) {
      times(product, 0, scratch, at, own, 0);
      times(product, 0, elements, at, product, 0);
      copy(own, 0, elements, at);
    }
  }
}
