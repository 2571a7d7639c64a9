package io.braid.protocol.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);

  /** The sum of the products of pairs, modulo 2^64; its upper half. */
  private static int plain(long[] keys, long[] word) {
    BigInteger sum = unsigned(keys[8]);
    for (int i = 0; i < 4; i++) {
      BigInteger high = unsigned(keys[2 * i]).add(unsigned(word[i] >>> 32));
      BigInteger low = unsigned(keys[2 * i + 1]).add(unsigned(word[i] & 0xffff_ffffL));
      sum = sum.add(high.multiply(low));
    }
    return sum.mod(MODULUS).shiftRight(32).intValue();
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  /** SplitMix64 (Steele, Lea, Flood, 2014), whose first outputs for seed 0 are well known. */
  private static long[] keys(long seed) {
    long[] keys = new long[9];
    for (int i = 0; i < keys.length; i++) {
      long z = seed + (i + 1) * 0x9e37_79b9_7f4a_7c15L;
      z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
      keys[i] = z ^ (z >>> 31);
    }
    return keys;
  }

  @Test
  void isPairMultiplyShift() {
    assertEquals(0xe220_a839_7b1d_cdafL, keys(0)[0]);
    Seeds.run(
        "keyed hash",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 10_000; i++) {
            long key = random.nextLong();
            long[] word = random.longs(5).toArray();
            int at = random.nextInt(2);
            long[] own = new long[4];
            System.arraycopy(word, at, own, 0, 4);
            assertEquals(plain(keys(key), own), new KeyedHash(key).hash(word, at));
          }
        });
  }

  /** Words that an unkeyed hash with the same structure sends to one slot are spread by others. */
  @Test
  void spreadsWhatMeetsUnderAnotherKey() {
    KeyedHash known = new KeyedHash(1);
    KeyedHash other = new KeyedHash(2);
    int mask = 0xfff;
    int meets = 0;
    int stillMeet = 0;
    long[] word = new long[4];
    int wanted = known.hash(word, 0) & mask;
    int otherSlot = other.hash(word, 0) & mask;
    for (long i = 1; meets < 200; i++) {
      word[1] = i;
      if ((known.hash(word, 0) & mask) == wanted) {
        meets++;
        stillMeet += (other.hash(word, 0) & mask) == otherSlot ? 1 : 0;
      }
    }
    assertTrue(stillMeet < 4, "met again: " + stillMeet);
  }

  @Test
  void everyDigitCounts() {
    KeyedHash hash = new KeyedHash(7);
    long[] word = new long[4];
    int before = hash.hash(word, 0);
    for (int digit = 0; digit < 4; digit++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        word[digit] = 1L << bit;
        assertNotEquals(before, hash.hash(word, 0), "digit " + digit + ", bit " + bit);
        word[digit] = 0;
      }
    }
  }
}
