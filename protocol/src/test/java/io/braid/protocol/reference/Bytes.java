package io.braid.protocol.reference;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** Big-endian numbers, written one after the other. */
public final class Bytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Bytes number(int bytes, BigInteger value) {
    byte[] digits = value.toByteArray();
    byte[] padded = new byte[bytes];
    for (int i = 0; i < Math.min(bytes, digits.length); i++) {
      padded[bytes - 1 - i] = digits[digits.length - 1 - i];
    }
    out.writeBytes(padded);
    return this;
  }

  public Bytes number(int bytes, long value) {
    return number(bytes, new BigInteger(Long.toUnsignedString(value)));
  }

  public Bytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public byte[] done() {
    return out.toByteArray();
  }

  /** Reads numbers; whoever reads past the end learns it by an exception. */
  static final class In {
    private final byte[] bytes;
    private int at;

    In(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] raw(int count) {
      if (count > bytes.length - at) {
        throw new Malformed();
      }
      at += count;
      return Arrays.copyOfRange(bytes, at - count, at);
    }

    BigInteger number(int count) {
      return new BigInteger(1, raw(count));
    }

    long small(int count) {
      return number(count).longValue();
    }

    boolean isAtEnd() {
      return at == bytes.length;
    }
  }

  /** The bytes are not a canonical record. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
