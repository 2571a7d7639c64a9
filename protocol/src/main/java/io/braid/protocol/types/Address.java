package io.braid.protocol.types;

import java.util.HexFormat;

/**
 * An Ethereum address.
 *
 * @param word the address as a number below 2^160
 */
public record Address(Word word) implements Comparable<Address> {

  /** Bytes of an address. */
  public static final int BYTES = 20;

  /** Checks the range. */
  public Address {
    if (word.high() != 0 || word.third() >>> 32 != 0) {
      throw new IllegalArgumentException("an address has 160 bits, this has more: " + word);
    }
  }

  /** The address in the low 160 bits of a word in an array. */
  public static Address of(long[] words, int at) {
    return new Address(Word.of(words, at));
  }

  /** The address in 20 bytes. */
  public static Address of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an address has 20 bytes, this has " + bytes.length);
    }
    return new Address(Word.of(bytes));
  }

  /** The address in 40 hexadecimal digits of either case, with 0x before. */
  public static Address parse(String text) {
    if (!text.matches("0x[0-9a-fA-F]{40}")) {
      throw new IllegalArgumentException("not an address, 0x and 40 hexadecimal digits: " + text);
    }
    return of(HexFormat.of().parseHex(text, 2, text.length()));
  }

  /** The address as 20 bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    System.arraycopy(word.toBytes(), 12, bytes, 0, BYTES);
    return bytes;
  }

  @Override
  public int compareTo(Address other) {
    return word.compareTo(other.word);
  }

  /** In 40 lower-case hexadecimal digits, with 0x before. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(toBytes());
  }
}
