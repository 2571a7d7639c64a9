package io.braid.protocol.tree;

import io.braid.protocol.crypto.KoalaBear;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a leaf or a node is hashed to: eight elements of KoalaBear.
 *
 * <p>Its bytes are the elements in order, each as its number from 0 to p - 1 in four big-endian
 * bytes.
 */
public final class Digest {

  /** Elements of a digest. */
  public static final int ELEMENTS = 8;

  /** Bytes of a digest. */
  public static final int BYTES = ELEMENTS * Integer.BYTES;

  /** Elements of two digests, one behind the other. */
  public static final int PAIR = 2 * ELEMENTS;

  /** Eight zeros: the digest of a leaf that does not exist. */
  public static final Digest ZERO = new Digest(new int[ELEMENTS]);

  private final int[] elements;

  private Digest(int[] elements) {
    this.elements = elements;
  }

  /** The digest that stands in an array, in Montgomery form. */
  public static Digest of(int[] elements, int at) {
    return new Digest(Arrays.copyOfRange(elements, at, at + ELEMENTS));
  }

  /** The digest of these bytes, or null if one of their numbers is p or more. */
  public static Digest ofBytes(byte[] bytes, int at) {
    int[] elements = new int[ELEMENTS];
    return read(bytes, at, elements, 0) ? new Digest(elements) : null;
  }

  /**
   * Reads the bytes of a digest into an array, in Montgomery form.
   *
   * @return false if one of the numbers is p or more
   */
  static boolean read(byte[] bytes, int at, int[] out, int outAt) {
    for (int i = 0; i < ELEMENTS; i++) {
      int number = 0;
      for (int j = 0; j < Integer.BYTES; j++) {
        number = number << Byte.SIZE | (bytes[at + Integer.BYTES * i + j] & 0xff);
      }
      if (number < 0 || number >= KoalaBear.MODULUS) {
        return false;
      }
      out[outAt + i] = element(number);
    }
    return true;
  }

  /** The Montgomery form, from 0 to p - 1, of a number in that range. */
  static int element(int number) {
    int element = (int) KoalaBear.toMontgomery(number);
    return element + (KoalaBear.MODULUS & (element >> 31));
  }

  /** Copies the elements into an array, in Montgomery form. */
  public void copyTo(int[] out, int at) {
    System.arraycopy(elements, 0, out, at, ELEMENTS);
  }

  /** The number of an element, from 0 to p - 1. */
  public int number(int element) {
    return (int) KoalaBear.fromMontgomery(elements[element]);
  }

  /** The bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      int shift = Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES);
      bytes[i] = (byte) (number(i / Integer.BYTES) >>> shift);
    }
    return bytes;
  }

  /** Whether this is the digest that stands in an array. */
  boolean isAt(int[] other, int at) {
    return Arrays.equals(elements, 0, ELEMENTS, other, at, at + ELEMENTS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(elements, that.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  /** The bytes in lower-case hexadecimal digits, with 0x before. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(toBytes());
  }
}
