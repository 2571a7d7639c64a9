package io.braid.protocol.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MulDivTest {

  private final MulDiv mulDiv = new MulDiv();

  @Test
  void boundariesInEveryPosition() {
    List<BigInteger> values =
        Words.boundaries(0, 1, 2, 32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256);
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        for (BigInteger d : values) {
          check(a, b, d);
        }
      }
    }
  }

  @Test
  void randomWords() {
    Seeds.run(
        "MulDiv random",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 100_000; i++) {
            check(Words.random(random), Words.random(random), Words.random(random));
          }
        });
  }

  /** Quotients just below and above 2^256, where rounding up can pass the top. */
  @Test
  void quotientsAroundTheLargestWord() {
    Seeds.run(
        "MulDiv top",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 20_000; i++) {
            BigInteger d = Words.random(random).max(BigInteger.ONE);
            BigInteger a = Words.random(random).max(d);
            // a * b / d is 2^256 for about this b.
            BigInteger b = d.shiftLeft(256).divide(a);
            for (int offset = -2; offset <= 2; offset++) {
              BigInteger near = b.add(BigInteger.valueOf(offset));
              if (near.signum() >= 0 && near.compareTo(Words.MAX) <= 0) {
                check(a, near, d);
              }
            }
          }
        });
    // (2^256 - 1) + (2^255 - 2) / (2^255 - 1): only rounding up passes the top.
    BigInteger half = BigInteger.ONE.shiftLeft(255);
    check(Words.MAX, half, half);
    check(Words.MAX, Words.MAX, Words.MAX);
    check(Words.MAX, Words.MAX, Words.MAX.subtract(BigInteger.ONE));
  }

  /**
   * Products a little below a multiple of the divisor, from divisors with a top digit of 2^63 and
   * second digits at the extremes: there the estimate of a digit is too large most often, and the
   * rare step of adding back is reached.
   */
  @Test
  void estimatesThatAreTooLarge() {
    long[] tops = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 1, 2, 3, 0x7fffffffffffffffL};
    long[] rests = {0, 1, -1, -2, Long.MIN_VALUE, 0x7fffffffffffffffL};
    Seeds.run(
        "MulDiv estimates",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 60_000; i++) {
            long[] d = new long[4];
            int length = 2 + random.nextInt(3);
            for (int j = 0; j < length - 1; j++) {
              d[j] = rests[random.nextInt(rests.length)];
            }
            d[length - 1] = tops[random.nextInt(tops.length)];
            BigInteger divisor = Words.get(d, 0);
            BigInteger quotient = Words.random(random);
            BigInteger a = Words.random(random).max(BigInteger.ONE);
            BigInteger b = divisor.multiply(quotient).divide(a).min(Words.MAX);
            check(a, b, divisor);
            check(a, b.add(BigInteger.ONE).min(Words.MAX), divisor);
          }
        });
  }

  /**
   * Here the estimate of the quotient's one digit is still too large by one after the divisor's
   * second digit, a zero, was looked at; its third digit, a one, makes the difference.
   */
  @Test
  void addingBack() {
    long[] a = {0, 0, Long.MIN_VALUE, Long.MAX_VALUE};
    long[] d = {1, 0, Long.MIN_VALUE, 0};
    check(Words.get(a, 0), BigInteger.ONE, Words.get(d, 0));
    long[] q = new long[4];
    long[] r = new long[4];
    assertEquals(0, mulDiv.divide(a, 0, new long[] {1, 0, 0, 0}, 0, d, 0, false, q, 0, r, 0));
    assertArrayEquals(new long[] {-2, 0, 0, 0}, q);
    assertArrayEquals(new long[] {2, -1, Long.MAX_VALUE, 0}, r);
  }

  @Test
  void reciprocalsAndDigits() {
    Seeds.run(
        "MulDiv reciprocal",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 50_000; i++) {
            long d =
                Long.MIN_VALUE
                    | switch (random.nextInt(4)) {
                      case 0 -> random.nextInt(4);
                      case 1 -> -1L << random.nextInt(64);
                      case 2 -> -1L >>> random.nextInt(64);
                      default -> random.nextLong();
                    };
            BigInteger divisor = new BigInteger(Long.toUnsignedString(d));
            long reciprocal = MulDiv.reciprocal(d);
            BigInteger power = BigInteger.ONE.shiftLeft(128);
            assertEquals(
                power.subtract(BigInteger.ONE).divide(divisor).longValue(),
                reciprocal,
                () -> "" + d);

            long lower =
                new long[] {0, 1, -1, Long.MIN_VALUE, random.nextLong()}[random.nextInt(5)];
            BigInteger twoDigits = Words.get(new long[] {lower, d, 0, 0}, 0);
            assertEquals(
                BigInteger.ONE
                    .shiftLeft(192)
                    .subtract(BigInteger.ONE)
                    .divide(twoDigits)
                    .longValue(),
                MulDiv.reciprocal(d, lower),
                () -> d + " " + lower);

            BigInteger quotient = new BigInteger(64, random);
            BigInteger remainder =
                random.nextBoolean()
                    ? divisor.subtract(BigInteger.ONE)
                    : new BigInteger(64, random).mod(divisor);
            BigInteger numerator = quotient.multiply(divisor).add(remainder);
            assertEquals(
                quotient.longValue(),
                MulDiv.divideTwoByOne(
                    numerator.shiftRight(64).longValue(), numerator.longValue(), d, reciprocal));
          }
        });
  }

  /** Each output may lie over any input, or across the edges of two. */
  @Test
  void outputsMayOverlapInputs() {
    Seeds.run(
        "MulDiv overlap",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 20_000; i++) {
            long[] before = new long[20];
            for (int at = 0; at < 20; at += 4) {
              Words.put(Words.random(random), before, at);
            }
            int ai = random.nextInt(17);
            int bi = random.nextInt(17);
            int di = random.nextInt(17);
            int qi = random.nextInt(17);
            int ri = (qi + 4 + random.nextInt(13)) % 20;
            if (ri > 16 || Math.abs(ri - qi) < 4) {
              continue;
            }
            boolean roundUp = random.nextBoolean();
            long[] words = before.clone();
            long fault =
                mulDiv.divide(words, ai, words, bi, words, di, roundUp, words, qi, words, ri);
            BigInteger[] expected =
                expected(
                    Words.get(before, ai), Words.get(before, bi), Words.get(before, di), roundUp);
            assertEquals(expected[2].longValue(), fault);
            long[] whole = before.clone();
            Words.put(expected[0], whole, qi);
            Words.put(expected[1], whole, ri);
            assertArrayEquals(whole, words);
          }
        });
  }

  @Test
  void allocatesNothing() {
    long[] words = new Random(1).longs(20).toArray();
    assertEquals(
        0,
        Allocations.bytes(
            () -> mulDiv.divide(words, 0, words, 4, words, 8, true, words, 12, words, 16)));
  }

  private void check(BigInteger a, BigInteger b, BigInteger d) {
    check(a, b, d, false);
    check(a, b, d, true);
  }

  private void check(BigInteger a, BigInteger b, BigInteger d, boolean roundUp) {
    long[] q = {7, 7, 7, 7};
    long[] r = {7, 7, 7, 7};
    long fault = mulDiv.divide(Words.of(a), 0, Words.of(b), 0, Words.of(d), 0, roundUp, q, 0, r, 0);
    BigInteger[] expected = expected(a, b, d, roundUp);
    Supplier<String> what =
        () -> "%x * %x / %x, rounded %s".formatted(a, b, d, roundUp ? "up" : "down");
    assertEquals(expected[0], Words.get(q, 0), what);
    assertEquals(expected[1], Words.get(r, 0), what);
    assertEquals(expected[2].longValue(), fault, what);
  }

  /** Quotient, remainder and fault. */
  private static BigInteger[] expected(BigInteger a, BigInteger b, BigInteger d, boolean roundUp) {
    BigInteger[] failure = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE};
    if (d.signum() == 0) {
      return failure;
    }
    BigInteger[] floor = a.multiply(b).divideAndRemainder(d);
    BigInteger quotient =
        roundUp && floor[1].signum() != 0 ? floor[0].add(BigInteger.ONE) : floor[0];
    return quotient.compareTo(Words.MAX) > 0
        ? failure
        : new BigInteger[] {quotient, floor[1], BigInteger.ZERO};
  }
}
