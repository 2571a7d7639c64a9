package io.braid.protocol.math;

/**
 * Multiplies two words and divides the exact 512-bit product by a third.
 *
 * <p>The long division is algorithm D (Knuth, The Art of Computer Programming, volume 2, 4.3.1)
 * with 64-bit digits; a digit of the quotient comes from a reciprocal of the divisor's top digit or
 * two (Möller and Granlund, Improved division by invariant integers, 2011), since the JDK has no
 * division of 128 by 64 bits. An instance owns its scratch, so one thread uses it at a time; it
 * allocates nothing.
 */
public final class MulDiv {

  private static final int PRODUCT_LONGS = 2 * Word256.LONGS;

  /** The product, then its shifted form, then the remainder; the last digit takes the shift. */
  private final long[] numerator = new long[PRODUCT_LONGS + 1];

  private final long[] divisor = new long[Word256.LONGS];
  private final long[] quotient = new long[Word256.LONGS];

  public MulDiv() {}

  /**
   * q = a * b / d, rounded down or up; r = a * b mod d, whichever way q was rounded. Outputs may
   * alias inputs, but q and r may not overlap.
   *
   * @param roundUp whether q is the ceiling of the exact quotient instead of its floor
   * @return 0; or 1 with q = r = 0 if d is zero or the rounded quotient is 2^256 or more
   */
  public long divide(
      long[] a,
      int ai,
      long[] b,
      int bi,
      long[] d,
      int di,
      boolean roundUp,
      long[] q,
      int qi,
      long[] r,
      int ri) {
    long high =
        a[ai + 1] | a[ai + 2] | a[ai + 3] | b[bi + 1] | b[bi + 2] | b[bi + 3] | d[di + 1]
            | d[di + 2] | d[di + 3];
    if (high == 0 && d[di] != 0 && Math.unsignedMultiplyHigh(a[ai], b[bi]) == 0) {
      divideLongs(a[ai] * b[bi], d[di], roundUp, q, qi, r, ri);
      return 0;
    }
    multiply(a, ai, b, bi);
    Word256.copy(d, di, divisor, 0);
    // The floor is below 2^256 exactly if the product's upper half is less than the divisor.
    if (!Word256.isLess(numerator, Word256.LONGS, divisor, 0)) {
      return overflow(q, qi, r, ri);
    }
    Word256.clear(quotient, 0);
    int divisorLongs = significant(divisor, Word256.LONGS);
    int shift = Long.numberOfLeadingZeros(divisor[divisorLongs - 1]);
    int numeratorLongs = significant(numerator, PRODUCT_LONGS);
    shiftLeft(divisor, divisorLongs, shift);
    numerator[PRODUCT_LONGS] = 0;
    shiftLeft(numerator, numeratorLongs + 1, shift);
    if (divisorLongs == 1) {
      divideByOneDigit(numeratorLongs);
    } else if (divisorLongs == 2) {
      divideByTwoDigits(numeratorLongs);
    } else {
      divideByDigits(numeratorLongs, divisorLongs);
    }
    shiftRight(numerator, divisorLongs, shift);
    if (roundUp && !isZero(numerator, divisorLongs) && increment(quotient)) {
      return overflow(q, qi, r, ri);
    }
    Word256.copy(quotient, 0, q, qi);
    Word256.clear(r, ri);
    System.arraycopy(numerator, 0, r, ri, divisorLongs);
    return 0;
  }

  private static void divideLongs(
      long product, long d, boolean roundUp, long[] q, int qi, long[] r, int ri) {
    long floor = Long.divideUnsigned(product, d);
    long remainder = product - floor * d;
    // A remainder means that d is 2 or more, so the sum cannot pass 2^64.
    Word256.set(q, qi, roundUp && remainder != 0 ? floor + 1 : floor);
    Word256.set(r, ri, remainder);
  }

  private static long overflow(long[] q, int qi, long[] r, int ri) {
    Word256.clear(q, qi);
    Word256.clear(r, ri);
    return 1;
  }

  private void multiply(long[] a, int ai, long[] b, int bi) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    for (int i = 0; i < PRODUCT_LONGS; i++) {
      numerator[i] = 0;
    }
    for (int i = 0; i < Word256.LONGS; i++) {
      long factor = a[ai + i];
      if (factor != 0) {
        long carry = multiplyAdd(factor, b0, i, 0);
        carry = multiplyAdd(factor, b1, i + 1, carry);
        carry = multiplyAdd(factor, b2, i + 2, carry);
        numerator[i + Word256.LONGS] = multiplyAdd(factor, b3, i + 3, carry);
      }
    }
  }

  /** Adds x * y + carry at a digit of the numerator and returns what goes to the next digit. */
  private long multiplyAdd(long x, long y, int at, long carry) {
    long low = x * y;
    // (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1: both sums together cannot overflow the upper digit.
    long upper = Math.unsignedMultiplyHigh(x, y);
    low += carry;
    upper += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
    long sum = numerator[at] + low;
    upper += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    numerator[at] = sum;
    return upper;
  }

  /** Short division of the shifted numerator; leaves the remainder in its lowest digit. */
  private void divideByOneDigit(int numeratorLongs) {
    long d = divisor[0];
    long reciprocal = reciprocal(d);
    long remainder = numerator[Math.min(numeratorLongs, Word256.LONGS)];
    for (int j = Math.min(numeratorLongs, Word256.LONGS) - 1; j >= 0; j--) {
      long digit = divideTwoByOne(remainder, numerator[j], d, reciprocal);
      remainder = numerator[j] - digit * d;
      quotient[j] = digit;
    }
    numerator[0] = remainder;
  }

  /** The same by a divisor of two digits (the paper's algorithm 5). */
  private void divideByTwoDigits(int numeratorLongs) {
    long d1 = divisor[1];
    long d0 = divisor[0];
    long reciprocal = reciprocal(d1, d0);
    int digits = Math.max(0, Math.min(numeratorLongs - 1, Word256.LONGS));
    long r1 = numerator[digits + 1];
    long r0 = numerator[digits];
    for (int j = digits - 1; j >= 0; j--) {
      long u0 = numerator[j];
      long fraction = reciprocal * r1 + r0;
      long digit =
          Math.unsignedMultiplyHigh(reciprocal, r1)
              + r1
              + (Long.compareUnsigned(fraction, r0) < 0 ? 1 : 0);
      // The remainder for digit + 1, modulo 2^128.
      long low = u0 - digit * d0;
      long borrow = Long.compareUnsigned(u0, low) < 0 ? 1 : 0;
      r1 = r0 - digit * d1 - Math.unsignedMultiplyHigh(digit, d0) - borrow - d1;
      r0 = low - d0;
      r1 -= Long.compareUnsigned(low, d0) < 0 ? 1 : 0;
      digit++;
      if (Long.compareUnsigned(r1, fraction) >= 0) {
        digit--;
        r0 += d0;
        r1 += d1 + (Long.compareUnsigned(r0, d0) < 0 ? 1 : 0);
      }
      if (isAtLeast(r1, r0, d1, d0)) {
        digit++;
        r1 -= d1 + (Long.compareUnsigned(r0, d0) < 0 ? 1 : 0);
        r0 -= d0;
      }
      quotient[j] = digit;
    }
    numerator[1] = r1;
    numerator[0] = r0;
  }

  private static boolean isAtLeast(long a1, long a0, long b1, long b0) {
    return a1 == b1 ? Long.compareUnsigned(a0, b0) >= 0 : Long.compareUnsigned(a1, b1) > 0;
  }

  /** Algorithm D on the shifted numerator; leaves the remainder in its lowest digits. */
  private void divideByDigits(int numeratorLongs, int divisorLongs) {
    long top = divisor[divisorLongs - 1];
    long reciprocal = reciprocal(top);
    // The upper half is less than the divisor: the quotient has no more than four digits.
    for (int j = Math.min(numeratorLongs - divisorLongs, Word256.LONGS - 1); j >= 0; j--) {
      long digit = estimate(j, divisorLongs, top, reciprocal);
      if (multiplySubtract(digit, j, divisorLongs)) {
        digit--;
        addBack(j, divisorLongs);
      }
      quotient[j] = digit;
    }
  }

  /** A digit of the quotient, exact or too large by one (step D3). */
  private long estimate(int j, int divisorLongs, long top, long reciprocal) {
    long upper = numerator[j + divisorLongs];
    long middle = numerator[j + divisorLongs - 1];
    long digit;
    long remainder;
    if (upper == top) {
      digit = -1;
      remainder = middle + top;
      if (Long.compareUnsigned(remainder, top) < 0) {
        return digit;
      }
    } else {
      digit = divideTwoByOne(upper, middle, top, reciprocal);
      remainder = middle - digit * top;
    }
    long next = divisor[divisorLongs - 2];
    long lower = numerator[j + divisorLongs - 2];
    while (isProductAbove(digit, next, remainder, lower)) {
      digit--;
      remainder += top;
      if (Long.compareUnsigned(remainder, top) < 0) {
        return digit;
      }
    }
    return digit;
  }

  /** Whether x * y is more than upper * 2^64 + lower. */
  private static boolean isProductAbove(long x, long y, long upper, long lower) {
    int order = Long.compareUnsigned(Math.unsignedMultiplyHigh(x, y), upper);
    return order > 0 || (order == 0 && Long.compareUnsigned(x * y, lower) > 0);
  }

  /** Takes digit * divisor from the numerator at j; returns whether that was too much (D4). */
  private boolean multiplySubtract(long digit, int j, int divisorLongs) {
    long carry = 0;
    for (int i = 0; i < divisorLongs; i++) {
      long low = digit * divisor[i] + carry;
      long upper =
          Math.unsignedMultiplyHigh(digit, divisor[i])
              + (Long.compareUnsigned(low, carry) < 0 ? 1 : 0);
      long before = numerator[j + i];
      numerator[j + i] = before - low;
      carry = upper + (Long.compareUnsigned(before, low) < 0 ? 1 : 0);
    }
    long before = numerator[j + divisorLongs];
    numerator[j + divisorLongs] = before - carry;
    return Long.compareUnsigned(before, carry) < 0;
  }

  /** Adds the divisor to the numerator at j; the carry out cancels the borrow (D6). */
  private void addBack(int j, int divisorLongs) {
    long carry = 0;
    for (int i = 0; i < divisorLongs; i++) {
      long x = numerator[j + i];
      long y = divisor[i];
      long sum = x + y + carry;
      carry = ((x & y) | ((x | y) & ~sum)) >>> 63;
      numerator[j + i] = sum;
    }
    numerator[j + divisorLongs] += carry;
  }

  /**
   * floor((2^128 - 1) / d) - 2^64 for a d with its top bit set: Newton's iteration from 11 bits,
   * without branches (the paper's algorithm 2, whose names for the parts of d these are).
   */
  static long reciprocal(long d) {
    long d0 = d & 1;
    long d40 = (d >>> 24) + 1;
    long d63 = (d >>> 1) + d0;
    int v0 = ((1 << 19) - 3 * (1 << 8)) / (int) (d >>> 55);
    long v1 = ((long) v0 << 11) - (((long) v0 * v0 * d40) >>> 40) - 1;
    long v2 = (v1 << 13) + ((v1 * ((1L << 60) - v1 * d40)) >>> 47);
    long error = (v2 >>> 1) * d0 - v2 * d63;
    long v3 = (v2 << 31) + (Math.unsignedMultiplyHigh(v2, error) >>> 1);
    long low = v3 * d + d;
    long carry = Long.compareUnsigned(low, d) < 0 ? 1 : 0;
    return v3 - (Math.unsignedMultiplyHigh(v3, d) + carry + d);
  }

  /**
   * floor((2^192 - 1) / (d1 * 2^64 + d0)) - 2^64 for a d1 with its top bit set (the paper's
   * algorithm 6).
   */
  static long reciprocal(long d1, long d0) {
    long reciprocal = reciprocal(d1);
    long p = d1 * reciprocal + d0;
    if (Long.compareUnsigned(p, d0) < 0) {
      reciprocal--;
      if (Long.compareUnsigned(p, d1) >= 0) {
        reciprocal--;
        p -= d1;
      }
      p -= d1;
    }
    long low = reciprocal * d0;
    long high = Math.unsignedMultiplyHigh(reciprocal, d0);
    p += high;
    if (Long.compareUnsigned(p, high) < 0) {
      reciprocal--;
      if (isAtLeast(p, low, d1, d0)) {
        reciprocal--;
      }
    }
    return reciprocal;
  }

  /** floor((upper * 2^64 + lower) / d) for upper less than d, d with its top bit set. */
  static long divideTwoByOne(long upper, long lower, long d, long reciprocal) {
    long fraction = reciprocal * upper + lower;
    long digit =
        Math.unsignedMultiplyHigh(reciprocal, upper)
            + upper
            + (Long.compareUnsigned(fraction, lower) < 0 ? 1 : 0)
            + 1;
    long remainder = lower - digit * d;
    if (Long.compareUnsigned(remainder, fraction) > 0) {
      digit--;
      remainder += d;
    }
    return Long.compareUnsigned(remainder, d) >= 0 ? digit + 1 : digit;
  }

  /** The digits of a number without its leading zeros. */
  private static int significant(long[] digits, int length) {
    int count = length;
    while (count > 0 && digits[count - 1] == 0) {
      count--;
    }
    return count;
  }

  private static void shiftLeft(long[] digits, int length, int shift) {
    if (shift != 0) {
      for (int i = length - 1; i > 0; i--) {
        digits[i] = digits[i] << shift | digits[i - 1] >>> (Long.SIZE - shift);
      }
      digits[0] <<= shift;
    }
  }

  private static void shiftRight(long[] digits, int length, int shift) {
    if (shift != 0) {
      for (int i = 0; i < length - 1; i++) {
        digits[i] = digits[i] >>> shift | digits[i + 1] << (Long.SIZE - shift);
      }
      digits[length - 1] >>>= shift;
    }
  }

  private static boolean isZero(long[] digits, int length) {
    return significant(digits, length) == 0;
  }

  /** Adds one; returns whether that passed the top. */
  private static boolean increment(long[] word) {
    for (int i = 0; i < Word256.LONGS; i++) {
      if (++word[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
