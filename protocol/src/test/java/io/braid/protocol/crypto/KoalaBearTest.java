package io.braid.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KoalaBearTest {

  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(31).subtract(BigInteger.ONE.shiftLeft(24)).add(BigInteger.ONE);

  private static final BigInteger RADIX_INVERSE = BigInteger.ONE.shiftLeft(32).modInverse(P);

  @Test
  void modulus() {
    assertEquals(P.intValueExact(), KoalaBear.MODULUS);
    assertTrue(P.isProbablePrime(100));
  }

  @Test
  void reductionDividesByTheRadix() {
    longs(64)
        .forEach(product -> {
          long reduced = KoalaBear.reduce(product);
          BigInteger expected = BigInteger.valueOf(product).multiply(RADIX_INVERSE).mod(P);
          assertEquals(expected, BigInteger.valueOf(reduced).mod(P), () -> "" + product);
          BigInteger bound = BigInteger.valueOf(product).abs().shiftRight(32).add(P.shiftRight(1));
          assertTrue(
              BigInteger.valueOf(reduced).abs().compareTo(bound.add(BigInteger.ONE)) <= 0,
              () -> product + " gave " + reduced);
          assertEquals(expected.longValueExact(), KoalaBear.fromMontgomery(product));
        });
  }

  @Test
  void foldingKeepsTheElement() {
    longs(62)
        .forEach(element -> {
          long folded = KoalaBear.fold(element);
          assertEquals(
              BigInteger.valueOf(element).mod(P),
              BigInteger.valueOf(folded).mod(P),
              () -> "" + element);
          long bound = (1L << 30) + (1L << 24) * ((Math.abs(element) >> 31) + 1);
          assertTrue(Math.abs(folded) <= bound, () -> element + " gave " + folded);
        });
  }

  @Test
  void montgomeryFormAndBack() {
    longs(31)
        .filter(number -> Math.abs(number) <= KoalaBear.MODULUS)
        .forEach(number -> {
          long element = KoalaBear.toMontgomery(number);
          assertTrue(Math.abs(element) <= KoalaBear.MODULUS);
          assertEquals(
              Math.floorMod(number, (long) KoalaBear.MODULUS), KoalaBear.fromMontgomery(element));
        });
  }

  /**
   * Numbers with a magnitude below 2^bits: those beside powers of two and of p, and random ones.
   */
  private static LongStream longs(int bits) {
    LongStream.Builder longs = LongStream.builder();
    for (int i = 0; i < 63; i++) {
      for (int j = -2; j <= 2; j++) {
        longs.add((1L << i) + j).add(-(1L << i) + j);
        longs.add(KoalaBear.MODULUS * (1L << i) + j).add(-KoalaBear.MODULUS * (1L << i) + j);
      }
    }
    longs.add(Long.MIN_VALUE).add(Long.MAX_VALUE);
    Seeds.run(
        "KoalaBear",
        seed ->
            new Random(seed).longs(20_000).forEach(number -> longs.add(number >> (number & 63))));
    return longs
        .build()
        .filter(number -> bits == 64 || Math.abs((double) number) < Math.scalb(1.0, bits));
  }
}
