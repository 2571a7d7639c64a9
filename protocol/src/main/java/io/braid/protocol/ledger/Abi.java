package io.braid.protocol.ledger;

import io.braid.protocol.math.Word256;

/**
 * Strict reading of Solidity call data: a selector, then 32-byte words; see the <a
 * href="https://docs.soliditylang.org/en/latest/abi-spec.html">contract ABI specification</a>.
 * Reused; allocates nothing.
 */
final class Abi {

  /** Words kept: the static arguments of the longest function, with room. */
  static final int WORDS_MAX = 10;

  static final int SELECTOR_BYTES = 4;
  private static final int WORD_BYTES = 32;

  private final long[] words = new long[4 * WORDS_MAX];

  /** The words of the last {@link #read}: word i at {@code 4 * i}. */
  long[] words() {
    return words;
  }

  /** The first four bytes as a number; the data has at least as many. */
  static int selector(byte[] data, int offset) {
    return (data[offset] & 0xff) << 24
        | (data[offset + 1] & 0xff) << 16
        | (data[offset + 2] & 0xff) << 8
        | (data[offset + 3] & 0xff);
  }

  /** Reads exactly {@code count} words behind the selector; false if the length is another. */
  boolean read(byte[] data, int offset, int length, int count) {
    if (length != SELECTOR_BYTES + WORD_BYTES * count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      Word256.readBigEndian(
          data, offset + SELECTOR_BYTES + WORD_BYTES * i, WORD_BYTES, words, 4 * i);
    }
    return true;
  }

  /** Whether word i has an address's 12 leading zero bytes. */
  boolean isAddress(int i) {
    return words[4 * i + 3] == 0 && words[4 * i + 2] >>> 32 == 0;
  }

  /** Whether word i is this small number. */
  boolean is(int i, long value) {
    return words[4 * i] == value
        && words[4 * i + 1] == 0
        && words[4 * i + 2] == 0
        && words[4 * i + 3] == 0;
  }

  /**
   * Reads {@code count} static words and, behind them, the {@code address[]} whose offset is static
   * word {@code path}: its length becomes word {@code count}, its first two addresses the words
   * behind. False unless all of the data is the canonical encoding of that.
   */
  boolean readWithPath(byte[] data, int offset, int length, int count, int path) {
    int lengthWord = offset + SELECTOR_BYTES + WORD_BYTES * count;
    if (length < SELECTOR_BYTES + WORD_BYTES * (count + 1)
        || !read(data, offset, SELECTOR_BYTES + WORD_BYTES * (count + 1), count + 1)
        || !is(path, (long) WORD_BYTES * count)) {
      return false;
    }
    long addresses = (length - SELECTOR_BYTES) / WORD_BYTES - (count + 1L);
    if (!is(count, addresses) || length != SELECTOR_BYTES + WORD_BYTES * (count + 1L + addresses)) {
      return false;
    }
    // From the last to the first, so that the first two stay.
    for (int i = (int) addresses - 1; i >= 0; i--) {
      int word = count + 1 + Math.min(i, 2);
      int at = lengthWord + WORD_BYTES * (i + 1);
      Word256.readBigEndian(data, at, WORD_BYTES, words, 4 * word);
      if (!isAddress(word)) {
        return false;
      }
    }
    return true;
  }
}
