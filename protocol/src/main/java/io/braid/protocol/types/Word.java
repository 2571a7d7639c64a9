package io.braid.protocol.types;

import io.braid.protocol.math.Word256;

/**
 * An unsigned 256-bit number.
 *
 * @param low bits 0 to 63
 * @param second bits 64 to 127
 * @param third bits 128 to 191
 * @param high bits 192 to 255
 */
public record Word(long low, long second, long third, long high) implements Comparable<Word> {

  /** 0. */
  public static final Word ZERO = new Word(0, 0, 0, 0);

  /** The word in an array of longs, least significant first. */
  public static Word of(long[] words, int at) {
    return new Word(words[at], words[at + 1], words[at + 2], words[at + 3]);
  }

  /** A number of 64 bits, unsigned. */
  public static Word of(long value) {
    return new Word(value, 0, 0, 0);
  }

  /** The number in 0 to 32 big-endian bytes. */
  public static Word of(byte[] bytes) {
    long[] word = new long[Word256.LONGS];
    Word256.readBigEndian(bytes, 0, bytes.length, word, 0);
    return of(word, 0);
  }

  /**
   * The number in hexadecimal digits, with 0x before and no leading zero.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Word parse(String hex) {
    long[] word = new long[Word256.LONGS];
    Word256.parseHex(hex, word, 0);
    return of(word, 0);
  }

  /** Copies the word into an array of longs. */
  public void copyTo(long[] out, int at) {
    out[at] = low;
    out[at + 1] = second;
    out[at + 2] = third;
    out[at + 3] = high;
  }

  /** The word as an array of its four longs, least significant first. */
  public long[] toLongs() {
    return new long[] {low, second, third, high};
  }

  /** The word as 32 big-endian bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[Word256.BYTES];
    Word256.writeBigEndian(toLongs(), 0, bytes, 0);
    return bytes;
  }

  @Override
  public int compareTo(Word other) {
    return Word256.compare(toLongs(), 0, other.toLongs(), 0);
  }

  /** In hexadecimal digits, with 0x before and no leading zero. */
  @Override
  public String toString() {
    return Word256.toHex(toLongs(), 0);
  }
}
