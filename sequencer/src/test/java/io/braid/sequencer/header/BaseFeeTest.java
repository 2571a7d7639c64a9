package io.braid.sequencer.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseFeeTest {

  private static final long GIGAWEI = 1_000_000_000;
  private static final long TARGET = 15_000_000;

  /** The first six rows are those of geth's and the EIP's examples: target 10 million. */
  @ParameterizedTest
  @CsvSource({
    "1000000000, 10000000, 10000000, 1000000000",
    "1000000000, 10000000,  9000000,  987500000",
    "1000000000, 10000000, 11000000, 1012500000",
    "1000000000, 10000000,        0,  875000000",
    "1000000000, 10000000, 20000000, 1125000000",
    "1000000000, 10000000, 10000001, 1000000012",
    // More than a block of the EIP can hold counts as a full one.
    "1000000000, 10000000, 20000001, 1125000000",
    "1000000000, 10000000, 9223372036854775807, 1125000000",
    // Rises by a wei at least, so that it comes up from nothing.
    "0, 10000000, 10000001, 1",
    "0, 10000000, 20000000, 1",
    "7, 10000000, 20000000, 8",
    "8, 10000000, 20000000, 9",
    "15, 10000000, 20000000, 16",
    "16, 10000000, 20000000, 18",
    // Falls by whole eighths, and below eight not at all.
    "8, 10000000, 0, 7",
    "7, 10000000, 0, 7",
    "0, 10000000, 0, 0",
    "0, 10000000, 10000000, 0",
    // A target of one unit.
    "1000, 1, 0, 875",
    "1000, 1, 1, 1000",
    "1000, 1, 2, 1125",
    // The highest fee.
    "-1, 10000000, 20000000, -1",
    "-1, 10000000, 10000000, -1",
    "-2, 10000000, 10000001, -1",
  })
  void movesAsTheEipSays(long fee, long target, long gasUsed, long expected) {
    assertEquals(expected, new BaseFee(target, 0).next(fee, gasUsed));
  }

  @ParameterizedTest
  @CsvSource({"1000, 0, 900", "1000, 1000, 1125", "500, 30000000, 900", "900, 0, 900"})
  void neverFallsBelowTheFloor(long fee, long gasUsed, long expected) {
    long target = gasUsed == 1_000 ? 500 : TARGET;
    assertEquals(expected, new BaseFee(target, 900).next(fee, gasUsed));
  }

  @Test
  void refusesWhatIsNoTargetOrGas() {
    for (long target : new long[] {0, -1, Long.MAX_VALUE / 2 + 1}) {
      assertEquals(
          "a gas target is from 1 to 4611686018427387903, not " + target,
          assertThrows(IllegalArgumentException.class, () -> new BaseFee(target, 0)).getMessage());
    }
    BaseFee rule = new BaseFee(Long.MAX_VALUE / 2, 0);
    assertEquals(GIGAWEI + GIGAWEI / 8, rule.next(GIGAWEI, Long.MAX_VALUE));
    assertEquals(
        "a block used no negative gas: -1",
        assertThrows(IllegalArgumentException.class, () -> rule.next(1, -1)).getMessage());
  }

  /** The EIP's own lines, with numbers that cannot overflow. */
  @Test
  void equalsTheEipsOwnLines() {
    Seeds.run(
        "base fee",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 20_000; i++) {
            long fee = random.nextLong() >>> random.nextInt(64);
            long target = 1 + (random.nextLong() >>> (2 + random.nextInt(61)));
            target = Math.min(target, Long.MAX_VALUE / 2);
            long used = (long) (random.nextDouble() * 2 * target);
            assertEquals(plain(fee, target, used), new BaseFee(target, 0).next(fee, used));
          }
        });
  }

  private static long plain(long feeBits, long targetNumber, long usedNumber) {
    BigInteger fee = new BigInteger(Long.toUnsignedString(feeBits));
    BigInteger target = BigInteger.valueOf(targetNumber);
    BigInteger used = BigInteger.valueOf(usedNumber);
    BigInteger eight = BigInteger.valueOf(8);
    int order = used.compareTo(target);
    if (order == 0) {
      return feeBits;
    }
    if (order > 0) {
      BigInteger delta = fee.multiply(used.subtract(target)).divide(target).divide(eight);
      BigInteger next = fee.add(delta.max(BigInteger.ONE));
      return next.bitLength() > 64 ? -1 : next.longValue();
    }
    return fee.subtract(fee.multiply(target.subtract(used)).divide(target).divide(eight))
        .longValue();
  }
}
