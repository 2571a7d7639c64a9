package io.braid.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ByteReader} and {@link ByteWriter}. */
class ByteReaderTest {

  private final ByteReader in = new ByteReader();
  private final ByteWriter out = new ByteWriter();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void integersOfEveryLength(int count) {
    Random random = new Random(count);
    for (int i = 0; i < 100; i++) {
      BigInteger value = new BigInteger(8 * count, random);
      out.clear();
      out.writeInteger(value.longValue(), count);
      byte[] bytes = out.toByteArray();
      assertEquals(count, bytes.length);
      assertEquals(value, new BigInteger(1, bytes));
      assertEquals(value.longValue(), in.open(bytes, 0, count).readInteger(count));
      assertFalse(in.isOverrun());
      assertEquals(0, in.remaining());
    }
  }

  @Test
  void highBytesThatDoNotFitAreNotWritten() {
    out.writeInteger(0x1234_5678L, 2);
    out.setInteger(0, -1, 1);
    assertArrayEquals(new byte[] {-1, 0x78}, out.toByteArray());
  }

  @Test
  void wordsOfEveryLength() {
    Seeds.run(
        "words of every length",
        seed -> {
          Random random = new Random(seed);
          for (int count = 1; count <= 32; count++) {
            BigInteger value = new BigInteger(8 * count, random);
            long[] word = Words.of(value.or(Words.MAX.shiftRight(8 * count).shiftLeft(8 * count)));
            out.clear();
            out.writeWord(word, 0, count);
            byte[] bytes = out.toByteArray();
            assertEquals(value, new BigInteger(1, bytes));
            long[] read = {1, 2, 3, 4, 5, 6};
            in.open(bytes, 0, count).readWord(count, read, 1);
            assertEquals(value, Words.get(read, 1));
            assertEquals(1, read[0]);
            assertEquals(6, read[5]);
          }
          long[] word = Words.of(Words.random(random));
          out.clear();
          out.writeWord(word, 0);
          assertEquals(Words.get(word, 0), new BigInteger(1, out.toByteArray()));
          assertEquals(32, out.length());
        });
  }

  @Test
  void aReadPastTheEndGivesZerosAndIsRemembered() {
    byte[] bytes = {1, 2, 3, 4, 5};
    long[] word = {9, 9, 9, 9};
    in.open(bytes, 1, 3);
    assertEquals(1, in.position());
    assertEquals(0, in.readInteger(4));
    assertTrue(in.isOverrun());
    assertEquals(0, in.remaining());
    assertEquals(4, in.position());
    assertEquals(0, in.readInt(1));
    in.readWord(20, word, 0);
    assertArrayEquals(new long[4], word);
    assertArrayEquals(new byte[0], in.readBytes(1));
    assertEquals(-1, in.skip(1));
    assertEquals(4, in.skip(0));
    in.open(bytes, 1, 3);
    assertFalse(in.isOverrun());
    assertArrayEquals(new byte[] {2, 3, 4}, in.readBytes(3));
    assertFalse(in.isOverrun());
    assertArrayEquals(new byte[0], in.readBytes(0));
    assertFalse(in.isOverrun());
    assertEquals(-1, in.skip(Integer.MAX_VALUE));
    assertTrue(in.isOverrun());
  }

  @Test
  void theBufferGrows() {
    byte[] part = new byte[1_000];
    Arrays.fill(part, (byte) 7);
    for (int i = 0; i < 100; i++) {
      out.writeBytes(part);
    }
    out.writeBytes(new byte[] {1, 2, 3}, 1, 1);
    assertEquals(100_001, out.length());
    assertEquals(2, out.toByteArray()[100_000]);
    assertEquals(7, out.buffer()[99_999]);
    out.clear();
    assertEquals(0, out.toByteArray().length);
  }

  @Test
  void nothingIsAllocated() {
    long[] word = {1, 2, 3, 4};
    byte[] bytes = new byte[52];
    Runnable action =
        () -> {
          out.clear();
          out.writeInteger(7, 8);
          out.writeWord(word, 0);
          out.writeWord(word, 0, 20);
          in.open(bytes, 0, bytes.length).readWord(32, word, 0);
          in.readInteger(8);
        };
    action.run();
    assertEquals(0, Allocations.bytes(action));
  }
}
