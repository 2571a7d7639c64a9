package io.braid.protocol.types;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value. */
public final class Bytes {

  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Bytes of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A copy of a part of an array. */
  public static Bytes of(byte[] bytes, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The bytes of an array, which nobody may change from now on. */
  public static Bytes wrap(byte[] bytes) {
    return new Bytes(bytes);
  }

  /**
   * The bytes of hexadecimal digits of either case, with 0x before.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Bytes parse(String hex) {
    if (!hex.startsWith("0x")) {
      throw new IllegalArgumentException("not 0x and hexadecimal digits: " + hex);
    }
    return new Bytes(HexFormat.of().parseHex(hex, 2, hex.length()));
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  /** One of the bytes, from 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The array itself, which nobody may change. */
  public byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In lower-case hexadecimal digits, two a byte, with 0x before. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
