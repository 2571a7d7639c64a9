package io.braid.protocol.math;

/**
 * Kernels on unsigned 256-bit words.
 *
 * <p>A word is {@value #LONGS} {@code long}s of an array from an offset, least significant first;
 * each {@code long} stands for an unsigned 64-bit digit. Outputs may alias or overlap inputs: every
 * kernel reads all of its inputs before it writes. A range outside the array throws {@link
 * IndexOutOfBoundsException}. Nothing allocates but the conversions to and from text.
 */
public final class Word256 {

  /** The {@code long}s of a word. */
  public static final int LONGS = 4;

  /** The bytes of a word. */
  public static final int BYTES = 32;

  private static final String DIGITS = "0123456789abcdef";
  private static final int DIGITS_MAX = 64;

  private Word256() {}

  /**
   * out = a + b mod 2^256.
   *
   * @return the carry, 0 or 1
   */
  public static int add(long[] a, int ai, long[] b, int bi, long[] out, int oi) {
    long a0 = a[ai];
    long a1 = a[ai + 1];
    long a2 = a[ai + 2];
    long a3 = a[ai + 3];
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long sum0 = a0 + b0;
    long sum1 = a1 + b1 + carry(a0, b0, sum0);
    long sum2 = a2 + b2 + carry(a1, b1, sum1);
    long sum3 = a3 + b3 + carry(a2, b2, sum2);
    write(out, oi, sum0, sum1, sum2, sum3);
    return (int) carry(a3, b3, sum3);
  }

  /**
   * out = a - b mod 2^256.
   *
   * @return the borrow, 0 or 1; it is 1 exactly if a is less than b
   */
  public static int subtract(long[] a, int ai, long[] b, int bi, long[] out, int oi) {
    long a0 = a[ai];
    long a1 = a[ai + 1];
    long a2 = a[ai + 2];
    long a3 = a[ai + 3];
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long difference0 = a0 - b0;
    long difference1 = a1 - b1 - borrow(a0, b0, difference0);
    long difference2 = a2 - b2 - borrow(a1, b1, difference1);
    long difference3 = a3 - b3 - borrow(a2, b2, difference2);
    write(out, oi, difference0, difference1, difference2, difference3);
    return (int) borrow(a3, b3, difference3);
  }

  /** The order of a and b: negative, zero or positive as a is less than, equal to or above b. */
  public static int compare(long[] a, int ai, long[] b, int bi) {
    for (int i = LONGS - 1; i > 0; i--) {
      if (a[ai + i] != b[bi + i]) {
        return Long.compareUnsigned(a[ai + i], b[bi + i]);
      }
    }
    return Long.compareUnsigned(a[ai], b[bi]);
  }

  public static boolean isLess(long[] a, int ai, long[] b, int bi) {
    return compare(a, ai, b, bi) < 0;
  }

  public static boolean isEqual(long[] a, int ai, long[] b, int bi) {
    return ((a[ai] ^ b[bi])
            | (a[ai + 1] ^ b[bi + 1])
            | (a[ai + 2] ^ b[bi + 2])
            | (a[ai + 3] ^ b[bi + 3]))
        == 0;
  }

  public static boolean isZero(long[] a, int ai) {
    return (a[ai] | a[ai + 1] | a[ai + 2] | a[ai + 3]) == 0;
  }

  public static void copy(long[] source, int si, long[] destination, int di) {
    write(destination, di, source[si], source[si + 1], source[si + 2], source[si + 3]);
  }

  /** out = value, which is taken as unsigned. */
  public static void set(long[] out, int oi, long value) {
    write(out, oi, value, 0, 0, 0);
  }

  public static void clear(long[] out, int oi) {
    write(out, oi, 0, 0, 0, 0);
  }

  /**
   * Reads bytes, most significant first.
   *
   * @param length 0 to {@value #BYTES}; no bytes give zero
   * @throws IllegalArgumentException if the length is none of these
   */
  public static void readBigEndian(byte[] in, int offset, int length, long[] out, int oi) {
    if (length < 0 || length > BYTES) {
      throw new IllegalArgumentException(
          "a word has 0 to " + BYTES + " bytes, these are " + length);
    }
    int end = offset + length;
    long word0 = readDigit(in, offset, end);
    long word1 = readDigit(in, offset, end - Long.BYTES);
    long word2 = readDigit(in, offset, end - 2 * Long.BYTES);
    long word3 = readDigit(in, offset, end - 3 * Long.BYTES);
    write(out, oi, word0, word1, word2, word3);
  }

  /** Writes {@value #BYTES} bytes, most significant first. */
  public static void writeBigEndian(long[] a, int ai, byte[] out, int offset) {
    for (int i = 0; i < LONGS; i++) {
      long digit = a[ai + LONGS - 1 - i];
      int at = offset + i * Long.BYTES;
      for (int j = 0; j < Long.BYTES; j++) {
        out[at + j] = (byte) (digit >>> (Long.SIZE - Byte.SIZE - Byte.SIZE * j));
      }
    }
  }

  /** The bytes of the shortest big-endian form: 0 for zero, else 1 to {@value #BYTES}. */
  public static int byteLength(long[] a, int ai) {
    for (int i = LONGS - 1; i >= 0; i--) {
      if (a[ai + i] != 0) {
        return (i + 1) * Long.BYTES - Long.numberOfLeadingZeros(a[ai + i]) / Byte.SIZE;
      }
    }
    return 0;
  }

  /** The word as {@code 0x} and hexadecimal digits in lower case, without leading zeros. */
  public static String toHex(long[] a, int ai) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = DIGITS_MAX - 1; i >= 0; i--) {
      int digit = (int) (a[ai + i / 16] >>> (4 * (i % 16))) & 0xf;
      if (digit != 0 || text.length() > 2 || i == 0) {
        text.append(DIGITS.charAt(digit));
      }
    }
    return text.toString();
  }

  /**
   * Reads exactly the form that {@link #toHex} writes.
   *
   * @throws IllegalArgumentException if the text has any other form: no {@code 0x}, no digit or
   *     more than 64, a leading zero, a character that is no digit or in upper case; out is then
   *     unchanged
   */
  public static void parseHex(String text, long[] out, int oi) {
    int digits = text.length() - 2;
    if (!text.startsWith("0x") || digits < 1 || digits > DIGITS_MAX) {
      throw new IllegalArgumentException(
          "not 0x and 1 to " + DIGITS_MAX + " hexadecimal digits: " + text);
    }
    if (digits > 1 && text.charAt(2) == '0') {
      throw new IllegalArgumentException("a leading zero: " + text);
    }
    long word0 = 0;
    long word1 = 0;
    long word2 = 0;
    long word3 = 0;
    for (int i = 2; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException(
            "'" + text.charAt(i) + "' is no hexadecimal digit in lower case: " + text);
      }
      word3 = word3 << 4 | word2 >>> 60;
      word2 = word2 << 4 | word1 >>> 60;
      word1 = word1 << 4 | word0 >>> 60;
      word0 = word0 << 4 | digit;
    }
    write(out, oi, word0, word1, word2, word3);
  }

  /** Up to eight bytes that end before {@code end}, none of them before {@code start}. */
  private static long readDigit(byte[] in, int start, int end) {
    long digit = 0;
    for (int i = Math.max(start, end - Long.BYTES); i < end; i++) {
      digit = digit << Byte.SIZE | (in[i] & 0xff);
    }
    return digit;
  }

  private static void write(long[] out, int oi, long word0, long word1, long word2, long word3) {
    out[oi] = word0;
    out[oi + 1] = word1;
    out[oi + 2] = word2;
    out[oi + 3] = word3;
  }

  /** The carry out of {@code sum = a + b + carry in}: the majority of a, b and not sum, on top. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /** The borrow out of {@code difference = a - b - borrow in}. */
  private static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }
}
