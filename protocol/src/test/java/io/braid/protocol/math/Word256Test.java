package io.braid.protocol.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Word256Test {

  private static final int RANDOM_PAIRS = 20_000;

  @Test
  void sumsAndCarries() {
    forPairs((a, b) -> {
      long[] words = pair(a, b);
      int carry = Word256.add(words, 1, words, 5, words, 9);
      assertEquals(a.add(b).mod(Words.MODULUS), Words.get(words, 9));
      assertEquals(a.add(b).shiftRight(256).intValue(), carry);
    });
  }

  @Test
  void differencesAndBorrows() {
    forPairs((a, b) -> {
      long[] words = pair(a, b);
      int borrow = Word256.subtract(words, 1, words, 5, words, 9);
      assertEquals(a.subtract(b).mod(Words.MODULUS), Words.get(words, 9));
      assertEquals(a.compareTo(b) < 0 ? 1 : 0, borrow);
    });
  }

  @Test
  void order() {
    forPairs((a, b) -> {
      long[] words = pair(a, b);
      assertEquals(a.compareTo(b), Integer.signum(Word256.compare(words, 1, words, 5)));
      assertEquals(a.compareTo(b) < 0, Word256.isLess(words, 1, words, 5));
      assertEquals(a.equals(b), Word256.isEqual(words, 1, words, 5));
      assertEquals(a.signum() == 0, Word256.isZero(words, 1));
    });
  }

  /** Wherever the output lies, over either input or across its edge, it gets the same word. */
  @Test
  void outputsMayOverlapInputs() {
    Seeds.run(
        "Word256 overlap",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 2_000; i++) {
            long[] before = random.longs(12).toArray();
            int ai = random.nextInt(9);
            int bi = random.nextInt(9);
            int oi = random.nextInt(9);
            BigInteger a = Words.get(before, ai);
            BigInteger b = Words.get(before, bi);

            long[] words = before.clone();
            Word256.add(words, ai, words, bi, words, oi);
            assertOnly(before, words, oi, a.add(b).mod(Words.MODULUS));

            words = before.clone();
            Word256.subtract(words, ai, words, bi, words, oi);
            assertOnly(before, words, oi, a.subtract(b).mod(Words.MODULUS));

            words = before.clone();
            Word256.copy(words, ai, words, oi);
            assertOnly(before, words, oi, a);
          }
        });
  }

  @Test
  void settingWritesTheWholeWord() {
    long[] words = {9, 9, 9, 9, 9, 9};
    Word256.set(words, 1, -5);
    assertArrayEquals(new long[] {9, -5, 0, 0, 0, 9}, words);
    Word256.clear(words, 1);
    assertArrayEquals(new long[] {9, 0, 0, 0, 0, 9}, words);
  }

  @Test
  void bytesAndTextGoThereAndBack() {
    for (BigInteger value : Words.allBoundaries()) {
      long[] word = Words.of(value);
      int length = (value.bitLength() + 7) / 8;
      assertEquals(length, Word256.byteLength(word, 0));

      byte[] bytes = new byte[34];
      Word256.writeBigEndian(word, 0, bytes, 1);
      assertEquals(value, new BigInteger(1, bytes, 1, 32));
      assertEquals(0, bytes[0]);
      assertEquals(0, bytes[33]);

      long[] read = {7, 7, 7, 7, 7};
      Word256.readBigEndian(bytes, 33 - length, length, read, 1);
      assertEquals(value, Words.get(read, 1));
      assertEquals(7, read[0]);

      String text = Word256.toHex(word, 0);
      assertEquals("0x" + value.toString(16), text);
      Word256.parseHex(text, read, 1);
      assertEquals(value, Words.get(read, 1));
    }
  }

  @Test
  void readingSeesOnlyItsRange() {
    byte[] bytes = new byte[40];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    for (int offset = 0; offset <= 8; offset++) {
      for (int length = 0; length <= 32; length++) {
        long[] word = {7, 7, 7, 7};
        Word256.readBigEndian(bytes, offset, length, word, 0);
        assertEquals(new BigInteger(1, bytes, offset, length), Words.get(word, 0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "33"})
  void lengthsThatNoWordHas(int length) {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> Word256.readBigEndian(new byte[64], 0, length, new long[4], 0));
    assertEquals("a word has 0 to 32 bytes, these are " + length, fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'',not 0x and 1 to 64 hexadecimal digits: ",
    "0x,not 0x and 1 to 64 hexadecimal digits: 0x",
    "12,not 0x and 1 to 64 hexadecimal digits: 12",
    "0X1,not 0x and 1 to 64 hexadecimal digits: 0X1",
    "0x10000000000000000000000000000000000000000000000000000000000000000,"
        + "not 0x and 1 to 64 hexadecimal digits:"
        + " 0x10000000000000000000000000000000000000000000000000000000000000000",
    "0x00,a leading zero: 0x00",
    "0x01,a leading zero: 0x01",
    "0xA,'''A'' is no hexadecimal digit in lower case: 0xA'",
    "0x-1,'''-'' is no hexadecimal digit in lower case: 0x-1'",
    "0x1g,'''g'' is no hexadecimal digit in lower case: 0x1g'",
    "0x\u0661,'''\u0661'' is no hexadecimal digit in lower case: 0x\u0661'"
  })
  void textThatIsNoWord(String text, String message) {
    long[] word = {1, 2, 3, 4};
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Word256.parseHex(text, word, 0));
    assertEquals(message, fault.getMessage().stripTrailing());
    assertArrayEquals(new long[] {1, 2, 3, 4}, word);
  }

  @Test
  void signsOfDigitsDoNotMatter() {
    long[] words = {0, 0, 0, -1, -1, -1, -1, 1};
    assertTrue(Word256.isLess(words, 4, words, 0));
    assertFalse(Word256.isLess(words, 0, words, 4));
  }

  private static long[] pair(BigInteger a, BigInteger b) {
    long[] words = new long[14];
    Words.put(a, words, 1);
    Words.put(b, words, 5);
    return words;
  }

  private static void forPairs(BiConsumer<BigInteger, BigInteger> check) {
    List<BigInteger> values =
        Words.boundaries(0, 1, 8, 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256);
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        check.accept(a, b);
      }
    }
    Seeds.run(
        "Word256 pairs",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < RANDOM_PAIRS; i++) {
            check.accept(Words.random(random), Words.random(random));
          }
        });
  }

  /** Checks the word at an offset, and that nothing else changed. */
  private static void assertOnly(long[] before, long[] after, int at, BigInteger expected) {
    long[] whole = before.clone();
    Words.put(expected, whole, at);
    assertArrayEquals(whole, after);
  }
}
