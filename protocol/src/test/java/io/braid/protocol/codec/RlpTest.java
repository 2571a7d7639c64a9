package io.braid.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Mutations;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RlpTest {

  private static final int MUTATIONS = 200_000;

  private final RlpTree tree = new RlpTree();
  private final RlpReader reader = new RlpReader();
  private final RlpWriter writer = new RlpWriter();

  @Test
  void whatIsWrittenIsRead() {
    Seeds.run(
        "rlp round trip",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 5_000; i++) {
            byte[] plain = PlainRlp.encode(item(random, 4));
            Object read = tree.read(plain, 0, plain.length);
            assertEquals(RlpFault.NONE, tree.fault());
            assertArrayEquals(plain, tree.write(read));
          }
        });
  }

  @Test
  void lengthsAroundTheBoundaries() {
    for (int length : new int[] {0, 1, 2, 54, 55, 56, 57, 255, 256, 257, 65_535, 65_536, 65_537}) {
      byte[] string = new byte[length];
      Arrays.fill(string, (byte) 0x80);
      for (Object item : List.of(string, List.of(string), List.of(List.of(), string))) {
        byte[] plain = PlainRlp.encode(item);
        assertArrayEquals(plain, tree.write(item), () -> "" + length);
        tree.read(plain, 0, plain.length);
        assertEquals(RlpFault.NONE, tree.fault(), () -> "" + length);
      }
    }
  }

  @Test
  void mutatedBytesAreReadOnlyIfCanonical() {
    Seeds.run(
        "rlp mutations",
        seed -> {
          Random random = new Random(seed);
          byte[] original = {};
          int sound = 0;
          for (int i = 0; i < MUTATIONS; i++) {
            if (i % 100 == 0) {
              original = PlainRlp.encode(item(random, 3));
            }
            byte[] mutated = Mutations.of(original, random);
            Object read = tree.read(mutated, 0, mutated.length);
            boolean isSound = tree.fault() == RlpFault.NONE;
            String hex = HexFormat.of().formatHex(mutated);
            assertEquals(isCanonical(mutated), isSound, () -> tree.fault() + ": " + hex);
            if (isSound) {
              assertArrayEquals(mutated, tree.write(read), hex);
              sound++;
            }
          }
          assertEquals(true, sound > MUTATIONS / 100 && sound < MUTATIONS, "sound: " + sound);
        });
  }

  @Test
  void oneFaultEach() {
    assertFault(RlpFault.END_OF_INPUT, "");
    assertFault(RlpFault.LENGTH_LEADING_ZERO, "b900");
    assertFault(RlpFault.LENGTH_LEADING_ZERO, "b900ff");
    assertFault(RlpFault.LENGTH_NOT_SHORTEST, "b837");
    assertFault(RlpFault.LENGTH_NOT_SHORTEST, "f801c0");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "b8");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "b838");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "bfffffffffffffffff");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "bf7fffffffffffffff");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "81");
    assertFault(RlpFault.ITEM_EXCEEDS_INPUT, "c1");
    assertFault(RlpFault.ITEM_EXCEEDS_LIST, "c2820000");
    assertFault(RlpFault.ITEM_EXCEEDS_LIST, "c3c1b800");
    assertFault(RlpFault.BYTE_WITH_HEADER, "8100");
    assertFault(RlpFault.BYTE_WITH_HEADER, "c2817f");
    assertFault(RlpFault.TRAILING_BYTES, "8080");
    assertFault(RlpFault.TRAILING_BYTES, "c000");
    assertFault(RlpFault.NONE, "8180");
  }

  @Test
  void listsAreReadItemByItem() {
    byte[] in = HexFormat.of().parseHex("c4c0820102");
    reader.reset(in, 0, in.length);
    assertThrows(IllegalStateException.class, reader::enter);
    assertEquals(RlpFault.EXPECTED_STRING, reader.nextString());
    reader.reset(in, 0, in.length);
    assertEquals(RlpFault.NONE, reader.nextList());
    assertEquals(0, reader.itemOffset());
    assertEquals(1, reader.payloadOffset());
    assertEquals(4, reader.payloadLength());
    int end = reader.enter();
    assertEquals(RlpFault.NONE, reader.nextList());
    int innerEnd = reader.enter();
    assertEquals(RlpFault.TOO_FEW_ITEMS, reader.next());
    assertEquals(RlpFault.NONE, reader.leave(innerEnd));
    assertEquals(RlpFault.TOO_MANY_ITEMS, reader.leave(end));
    assertEquals(RlpFault.EXPECTED_LIST, reader.nextList());
  }

  @Test
  void integersOfManySizes() {
    byte[] out = new byte[40];
    for (BigInteger value : Words.allBoundaries()) {
      byte[] plain = PlainRlp.encode(PlainRlp.integer(value));
      long[] word = Words.of(value);
      writer.reset(out, 2);
      writer.writeWord(word, 0);
      assertWritten(plain, out);
      assertEquals(plain.length, RlpWriter.wordBytes(word, 0));
      if (value.bitLength() <= Long.SIZE) {
        writer.reset(out, 2);
        writer.writeLong(value.longValue());
        assertWritten(plain, out);
        assertEquals(plain.length, RlpWriter.longBytes(value.longValue()));
      }
      reader.reset(plain, 0, plain.length);
      assertEquals(RlpFault.NONE, reader.nextString());
      int bytes = (value.bitLength() + 7) / 8;
      assertEquals(RlpFault.NONE, reader.integerFault(bytes));
      if (bytes > 0) {
        assertEquals(RlpFault.INTEGER_TOO_WIDE, reader.integerFault(bytes - 1));
      }
      long[] read = new long[6];
      reader.word(read, 1);
      assertEquals(value, Words.get(read, 1));
    }
  }

  @Test
  void integersHaveNoLeadingZeros() {
    for (String hex : List.of("00", "820001", "a1" + "00".repeat(33))) {
      byte[] in = HexFormat.of().parseHex(hex);
      reader.reset(in, 0, in.length);
      assertEquals(RlpFault.NONE, reader.nextString());
      assertEquals(RlpFault.INTEGER_LEADING_ZERO, reader.integerFault(32));
    }
  }

  @Test
  void rangesOutsideTheArrayThrow() {
    assertThrows(IndexOutOfBoundsException.class, () -> reader.reset(new byte[3], 1, 3));
    writer.reset(new byte[3], 0);
    assertThrows(IndexOutOfBoundsException.class, () -> writer.writeString(new byte[4], 0, 3));
  }

  @Test
  void nothingAllocates() {
    byte[] in = PlainRlp.encode(List.of(new byte[70], List.of(new byte[] {1}), new byte[20]));
    byte[] out = new byte[200];
    long[] word = {-1, 0, 5, 0};
    assertEquals(
        0,
        Allocations.bytes(() -> {
          reader.reset(in, 0, in.length);
          reader.nextList();
          int end = reader.enter();
          reader.nextString();
          reader.nextList();
          reader.nextString();
          reader.word(word, 0);
          reader.leave(end);
          writer.reset(out, 0);
          writer.writeListHeader(123);
          writer.writeWord(word, 0);
          writer.writeLong(-1);
          writer.writeString(in, 0, in.length);
        }));
  }

  private void assertFault(RlpFault fault, String hex) {
    byte[] in = HexFormat.of().parseHex("80" + hex + "80");
    tree.read(in, 1, in.length - 2);
    assertEquals(fault, tree.fault(), hex);
    if (fault != RlpFault.NONE && fault != RlpFault.END_OF_INPUT) {
      assertEquals(false, isCanonical(HexFormat.of().parseHex(hex)), hex);
    }
  }

  private void assertWritten(byte[] plain, byte[] out) {
    assertArrayEquals(plain, Arrays.copyOfRange(out, 2, writer.position()));
  }

  private static boolean isCanonical(byte[] bytes) {
    try {
      return Arrays.equals(bytes, PlainRlp.encode(PlainRlp.decode(bytes)));
    } catch (IllegalArgumentException noRlp) {
      return false;
    }
  }

  private static Object item(Random random, int depthMax) {
    if (depthMax > 0 && random.nextInt(3) > 0) {
      List<Object> items = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        items.add(item(random, depthMax - 1));
      }
      return items;
    }
    int lengthMax = random.nextInt(10) == 0 ? 300 : random.nextInt(4) == 0 ? 60 : 3;
    byte[] string = new byte[random.nextInt(lengthMax)];
    random.nextBytes(string);
    return string;
  }
}
