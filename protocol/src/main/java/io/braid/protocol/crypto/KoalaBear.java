package io.braid.protocol.crypto;

/**
 * The prime field of order p = 2^31 - 2^24 + 1, kept in signed {@code long}s and in Montgomery
 * form: x stands for x * 2^-32 mod p.
 *
 * <p>Between operations an element may be any {@code long} of its residue class: that spares the
 * comparisons which bring it into range. Each kernel says how far its result is from zero, and who
 * calls it adds those bounds up (see {@link Poseidon2}).
 */
public final class KoalaBear {

  /** p, a prime of 31 bits. */
  public static final int MODULUS = 0x7f000001;

  /** p^-1 mod 2^32: p is 1 + 127 * 2^24, so its inverse is 1 - 127 * 2^24. */
  private static final int MODULUS_INVERSE = 1 - (127 << 24);

  private static final int BITS = 31;
  private static final long HALF = 1L << (BITS - 1);

  /** 2^64 mod p: multiplied by it and reduced, a number gets its factor of 2^32. */
  private static final long SQUARED_RADIX = Long.remainderUnsigned(-MODULUS, MODULUS);

  private KoalaBear() {}

  /**
   * The Montgomery form of a number.
   *
   * @param number a magnitude of at most p
   * @return a magnitude of at most p
   */
  public static long toMontgomery(long number) {
    return reduce(number * SQUARED_RADIX);
  }

  /**
   * The canonical number, 0 to p - 1, of an element in Montgomery form, which may be any {@code
   * long}.
   */
  public static long fromMontgomery(long element) {
    return Math.floorMod(reduce(element), (long) MODULUS);
  }

  /**
   * The product over 2^32: in Montgomery form, the product of two elements.
   *
   * @param product the plain product of two representatives, any {@code long}
   * @return a magnitude of at most |product| / 2^32 + p / 2
   */
  static long reduce(long product) {
    // The subtrahend has the same lower 32 bits, and is at most 2^31 p from zero. The halves are
    // subtracted apart, since the difference of the whole could overflow; both lower halves are
    // equal, so nothing is lost.
    int quotient = (int) product * MODULUS_INVERSE;
    long multiple = (long) quotient * MODULUS;
    return (product >> 32) - (multiple >> 32);
  }

  /**
   * The same element nearer to zero, since 2^31 is 2^24 - 1 in the field.
   *
   * @param element a magnitude below 2^62
   * @return a magnitude of at most 2^30 + 2^24 * (|element| / 2^31 + 1)
   */
  static long fold(long element) {
    long upper = (element + HALF) >> BITS;
    return element - (upper << BITS) + (upper << 24) - upper;
  }
}
