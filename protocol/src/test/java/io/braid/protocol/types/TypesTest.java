package io.braid.protocol.types;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {

  /** A value out of range, and what its maker says. */
  record Refused(String message, Executable maker) {
    @Override
    public String toString() {
      return message;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        new Refused(
            "an address has 160 bits, this has more: 0x10000000000000000000000000000000000000000",
            () -> new Address(new Word(0, 0, 1L << 32, 0))),
        new Refused(
            "an address has 160 bits, this has more:"
                + " 0x1000000000000000000000000000000000000000000000000",
            () -> new Address(new Word(0, 0, 0, 1))),
        new Refused("an address has 20 bytes, this has 19", () -> Address.of(new byte[19])),
        new Refused("an address has 20 bytes, this has 21", () -> Address.of(new byte[21])),
        new Refused("not an asset: 10000100000000", () -> new AssetId((1L << 52) + (1L << 32))),
        new Refused("not an asset: 100001", () -> new AssetId((1L << 20) + 1)),
        new Refused("not an asset: 100000001", () -> new AssetId(0x1_0000_0001L)),
        new Refused("not an asset: 200000001", () -> new AssetId(0x2_0000_0001L)),
        new Refused("not an asset: ffffffffffffffff", () -> new AssetId(-1)),
        new Refused("a token index is from 1 to 1048576, not 0", () -> AssetId.token(0)),
        new Refused("a token index is from 1 to 1048576, not -1", () -> AssetId.token(-1)),
        new Refused(
            "a token index is from 1 to 1048576, not 1048577", () -> AssetId.token((1 << 20) + 1)),
        new Refused(
            "a token index is from 1 to 1048576, not 4294967297",
            () -> AssetId.token((1L << 32) + 1)),
        new Refused(
            "tokens of a pair are in order, from 0 to 1048576, not 3, 3",
            () -> AssetId.shares(3, 3)),
        new Refused(
            "tokens of a pair are in order, from 0 to 1048576, not 4, 3",
            () -> AssetId.shares(4, 3)),
        new Refused(
            "tokens of a pair are in order, from 0 to 1048576, not -1, 3",
            () -> AssetId.shares(-1, 3)),
        new Refused(
            "tokens of a pair are in order, from 0 to 1048576, not 0, 1048577",
            () -> AssetId.shares(0, (1 << 20) + 1)),
        new Refused(
            "tokens of a pair are in order, from 0 to 1048576, not 0, 4294967296",
            () -> AssetId.shares(0, 1L << 32)),
        new Refused(
            "a shard count is a power of two from 1 to 256, not 0", () -> new ShardCount(0)),
        new Refused(
            "a shard count is a power of two from 1 to 256, not 3", () -> new ShardCount(3)),
        new Refused(
            "a shard count is a power of two from 1 to 256, not 512", () -> new ShardCount(512)),
        new Refused(
            "a shard count is a power of two from 1 to 256, not -2147483648",
            () -> new ShardCount(Integer.MIN_VALUE)),
        new Refused("not 0x and 1 to 64 hexadecimal digits: ", () -> Word.parse("")),
        new Refused("not 0x and 1 to 64 hexadecimal digits: 0x", () -> Word.parse("0x")),
        new Refused("not 0x and 1 to 64 hexadecimal digits: 123", () -> Word.parse("123")),
        new Refused("a leading zero: 0x01", () -> Word.parse("0x01")),
        new Refused("'A' is no hexadecimal digit in lower case: 0xA", () -> Word.parse("0xA")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void valueOutOfRangeIsRefused(Refused refused) {
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, refused.maker());
    assertEquals(refused.message(), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "0x123456789abcdef0123456789abcdef01234567",
        "0x123456789abcdef0123456789abcdef0123456789",
        "0X123456789abcdef0123456789abcdef012345678",
        "00123456789abcdef0123456789abcdef012345678",
        "0x123456789abcdef0123456789abcdef01234567g",
        "0x-23456789abcdef0123456789abcdef012345678",
        " 0x123456789abcdef0123456789abcdef0123456",
      })
  void textOfAnotherFormIsNoAddress(String text) {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    assertEquals("not an address, 0x and 40 hexadecimal digits: " + text, fault.getMessage());
  }

  @Test
  void addressIsWrittenInLowerCase() {
    Address address = Address.parse("0x00000000000000000000000000000000DeaDBeef");
    assertEquals(new Address(Word.of(0xdeadbeefL)), address);
    assertEquals("0x00000000000000000000000000000000deadbeef", address.toString());
    Address last = new Address(new Word(-1, -1, 0xffff_ffffL, 0));
    assertEquals("0x" + "f".repeat(40), last.toString());
    assertEquals(last, Address.parse(last.toString()));
  }

  @Test
  void wordHasAtMost32Bytes() {
    assertThrows(IllegalArgumentException.class, () -> Word.of(new byte[33]));
    assertEquals(Word.ZERO, Word.of(new byte[0]));
    assertEquals(Word.of(-1L), Word.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}));
  }

  @Test
  void wordsAreNumbers() {
    Seeds.run(
        "words are numbers",
        seed -> {
          Random random = new Random(seed);
          List<BigInteger> numbers = new ArrayList<>(Words.allBoundaries());
          for (int i = 0; i < 500; i++) {
            numbers.add(Words.random(random));
          }
          Collections.shuffle(numbers, random);
          for (BigInteger number : numbers) {
            Word word = Word.of(Words.of(number), 0);
            assertEquals("0x" + number.toString(16), word.toString());
            assertEquals(word, Word.parse(word.toString()));
            assertEquals(number, new BigInteger(1, word.toBytes()));
            assertEquals(word, Word.of(word.toBytes()));
            assertArrayEquals(Words.of(number), word.toLongs());
          }
          List<Word> words =
              new ArrayList<>(numbers.stream().map(n -> Word.of(Words.of(n), 0)).toList());
          Collections.sort(numbers);
          Collections.sort(words);
          assertEquals(numbers, words.stream().map(w -> new BigInteger(1, w.toBytes())).toList());
        });
  }

  @Test
  void addressesCompareAsNumbers() {
    Seeds.run(
        "addresses",
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 2_000; i++) {
            BigInteger a = new BigInteger(random.nextInt(161), random);
            BigInteger b = random.nextInt(8) == 0 ? a : new BigInteger(160, random);
            Address first = Address.of(Words.of(a), 0);
            Address second = Address.of(Words.of(b), 0);
            assertEquals(a.compareTo(b), Integer.signum(first.compareTo(second)));
            assertEquals(a.equals(b), first.equals(second));
            assertEquals(first, Address.of(first.toBytes()));
            assertEquals(first, Address.parse(first.toString()));
          }
        });
  }

  @Test
  void assetsAtTheirEdges() {
    assertEquals(0, AssetId.ETH.number());
    assertEquals(1L << 32, AssetId.token(1).number());
    assertEquals(1L << 52, AssetId.token(1 << 20).number());
    assertEquals(1, AssetId.shares(0, 1).number());
    assertEquals((0xfffffL << 32) + (1 << 20), AssetId.shares(0xfffff, 1 << 20).number());
    assertFalse(AssetId.ETH.isShares());
    assertFalse(AssetId.token(1 << 20).isShares());
    assertTrue(AssetId.shares(0, 1).isShares());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128, 256})
  void homeShardIsTheAddressModuloTheCount(int count) {
    ShardCount shards = new ShardCount(count);
    Random random = new Random(count);
    for (int i = 0; i < 100; i++) {
      BigInteger address = new BigInteger(160, random);
      int home = address.mod(BigInteger.valueOf(count)).intValue();
      assertEquals(home, shards.homeOf(Address.of(Words.of(address), 0)));
      assertEquals(home, shards.homeOf(address.longValue()));
    }
  }
}
