package io.braid.stark.field;

/**
 * The prime field of KoalaBear, p = 2^31 - 2^24 + 1.
 *
 * <p>An element is an {@code int} from 0 to p - 1 in Montgomery form: x stands as x 2^32 mod p.
 * Sums and differences need not know of it, and one product of two such is one multiplication of
 * the field. Only {@link #of} and {@link #toCanonical} go in and out.
 */
public final class KoalaBear {

  /** p. */
  public static final int MODULUS = 0x7f00_0001;

  /** 2 to this power divides p - 1, and no higher one. */
  public static final int TWO_ADICITY = 24;

  /** 0. */
  public static final int ZERO = 0;

  /** 1, which is 2^32 mod p. */
  public static final int ONE = 0x01ff_fffe;

  /** The least number whose powers are all elements but 0, as a canonical number. */
  private static final int GENERATOR = 3;

  /** p times this is 1 mod 2^32. */
  private static final int INVERSE_OF_MODULUS = 0x8100_0001;

  /** 2^64 mod p: what takes a number into Montgomery form. */
  private static final int R_SQUARED = 0x17f7_efe4;

  private static final long LOW = 0xffff_ffffL;

  private KoalaBear() {}

  /**
   * The element of a number.
   *
   * @throws IllegalArgumentException unless it is from 0 to p - 1
   */
  public static int of(int number) {
    if (number < 0 || number >= MODULUS) {
      throw new IllegalArgumentException(
          "an element of KoalaBear is from 0 to %d, not %d".formatted(MODULUS - 1, number));
    }
    return multiply(number, R_SQUARED);
  }

  /** The number of an element, from 0 to p - 1. */
  public static int toCanonical(int element) {
    return reduce(element);
  }

  /**
   * The element of a sum of products of elements that are in Montgomery form, for kernels: x 2^-32
   * mod p.
   *
   * @param x from 0 to p 2^32 - 1
   */
  public static int toElement(long x) {
    return reduce(x);
  }

  /** Whether an {@code int} is an element: what is read from outside may be none. */
  public static boolean isElement(int bits) {
    return bits >= 0 && bits < MODULUS;
  }

  /** a + b. */
  public static int add(int a, int b) {
    int sum = a + b - MODULUS;
    return sum + (MODULUS & (sum >> 31));
  }

  /** a - b. */
  public static int subtract(int a, int b) {
    int difference = a - b;
    return difference + (MODULUS & (difference >> 31));
  }

  /** -a. */
  public static int negate(int a) {
    return subtract(ZERO, a);
  }

  /** 2 a. */
  public static int twice(int a) {
    return add(a, a);
  }

  /** a b. */
  public static int multiply(int a, int b) {
    return reduce((long) a * b);
  }

  /** a^2. */
  public static int square(int a) {
    return multiply(a, a);
  }

  /**
   * x 2^-32 mod p.
   *
   * @param x from 0 to p 2^32 - 1, so up to two products of elements
   */
  static int reduce(long x) {
    long multiple = multipleWithLowHalfOf(x);
    int high = (int) (x >>> 32) - (int) (multiple >>> 32);
    return high + (MODULUS & (high >> 31));
  }

  /**
   * x 2^-32 mod p.
   *
   * @param x unsigned, up to four products of elements
   */
  static int reduceWide(long x) {
    long multiple = multipleWithLowHalfOf(x);
    // From -p to 2 p, since 4 p^2 is less than 2 p 2^32.
    long high = (x >>> 32) - (multiple >>> 32);
    high += MODULUS & (high >> 63);
    high -= MODULUS;
    return (int) (high + (MODULUS & (high >> 63)));
  }

  /**
   * An element divided by p modulo 2^32, as a number without a sign: times b it has the low half of
   * that multiple of p whose low half is that of the product with b.
   */
  public static int byModulus(int element) {
    return element * INVERSE_OF_MODULUS;
  }

  /**
   * The whole part of 2^32 number / p, without a sign, for kernels that multiply many by one. With
   * it, for any b below 2^32, the high half of b times it is a quotient: b number less that
   * quotient times p is from 0 to 2 p - 1 (Shoup; Harvey, Faster arithmetic for number-theoretic
   * transforms, 2014). If b is an element, so is what is left, and none of it needs Montgomery
   * form.
   *
   * @param number a canonical one, from 0 to p - 1
   */
  public static int overModulus(int number) {
    return (int) (((long) number << 32) / MODULUS);
  }

  /** A multiple of p from 0 to p 2^32 - p: the difference to x is one of 2^32. */
  private static long multipleWithLowHalfOf(long x) {
    int factor = byModulus((int) x);
    return (factor & LOW) * MODULUS;
  }

  /**
   * a^exponent; 0^0 is 1.
   *
   * @param exponent unsigned
   */
  public static int power(int a, long exponent) {
    int power = ONE;
    int square = a;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        power = multiply(power, square);
      }
      square = square(square);
    }
    return power;
  }

  /**
   * 1 / a.
   *
   * @throws ArithmeticException if a is 0
   */
  public static int inverse(int a) {
    if (a == ZERO) {
      throw new ArithmeticException("0 has no inverse");
    }
    return power(a, MODULUS - 2L);
  }

  /**
   * Replaces elements by their inverses, with one inversion for all (Montgomery's trick).
   *
   * @param scratch of the same length or longer; overwritten
   * @throws ArithmeticException if one of them is 0; then nothing was replaced
   */
  public static void invertAll(int[] elements, int[] scratch) {
    int product = ONE;
    for (int i = 0; i < elements.length; i++) {
      scratch[i] = product;
      product = multiply(product, elements[i]);
    }
    int inverse = inverse(product);
    for (int i = elements.length - 1; i >= 0; i--) {
      int own = multiply(inverse, scratch[i]);
      inverse = multiply(inverse, elements[i]);
      elements[i] = own;
    }
  }

  /** An element whose powers are all elements but 0. */
  public static int generator() {
    return of(GENERATOR);
  }

  /**
   * A root of unity of order 2^logOrder: its square is the one of the order below.
   *
   * @throws IllegalArgumentException unless logOrder is from 0 to {@link #TWO_ADICITY}
   */
  public static int rootOfUnity(int logOrder) {
    if (logOrder < 0 || logOrder > TWO_ADICITY) {
      throw new IllegalArgumentException(
          "roots of unity have order 2^0 to 2^%d, not 2^%d".formatted(TWO_ADICITY, logOrder));
    }
    return power(generator(), (MODULUS - 1L) >>> logOrder);
  }
}
