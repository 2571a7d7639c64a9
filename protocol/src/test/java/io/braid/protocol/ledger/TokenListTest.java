package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.fixtures.Allocations;
import io.braid.protocol.fixtures.Seeds;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListTest {

  private static TokenList of(int count) {
    TokenList tokens = new TokenList(Seeds.TABLE);
    for (int index = 1; index <= count; index++) {
      tokens.add(Words.of(Addresses.token(index)), 0);
    }
    return tokens;
  }

  /** Sizes around those at which the tables grow. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 14, 15, 16, 17, 31, 32, 33, 5000})
  void indexesAndAddressesAgree(int count) {
    TokenList tokens = of(count);
    assertEquals(count, tokens.count());
    for (int index = 1; index <= count; index++) {
      // Not at the beginning of an array.
      long[] word = new long[9];
      tokens.address(index, word, 5);
      assertEquals(Addresses.token(index), Words.get(word, 5));
      assertEquals(index, tokens.indexOf(word, 5));
    }
    for (BigInteger other :
        new BigInteger[] {BigInteger.ZERO, Addresses.token(count + 1), Addresses.facade()}) {
      assertEquals(TokenList.UNKNOWN, tokens.indexOf(Words.of(other), 0));
    }
  }

  /** Addresses that differ in one bit are others, whichever part of the word the bit is in. */
  @Test
  void everyBitCounts() {
    TokenList tokens = of(3);
    for (int bit = 0; bit < 256; bit++) {
      long[] other = Words.of(Addresses.token(2).flipBit(bit));
      assertEquals(TokenList.UNKNOWN, tokens.indexOf(other, 0));
    }
  }

  @Test
  void tokenStandsOnce() {
    TokenList tokens = of(3);
    IllegalArgumentException twice =
        assertThrows(
            IllegalArgumentException.class, () -> tokens.add(Words.of(Addresses.token(2)), 0));
    assertEquals(
        "token is in the list already: 0x" + Addresses.token(2).toString(16), twice.getMessage());
    assertEquals(3, tokens.count());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4, Integer.MAX_VALUE})
  void indexOutsideTheList(int index) {
    IndexOutOfBoundsException outside =
        assertThrows(IndexOutOfBoundsException.class, () -> of(3).address(index, new long[4], 0));
    assertEquals("no token " + index + " of 3", outside.getMessage());
  }

  @Test
  void lookupAllocatesNothing() {
    TokenList tokens = of(100);
    long[] known = Words.of(Addresses.token(50));
    long[] unknown = Words.of(Addresses.token(101));
    long bytes =
        Allocations.bytes(() -> {
          tokens.indexOf(known, 0);
          tokens.indexOf(unknown, 0);
        });
    assertEquals(0, bytes);
  }
}
