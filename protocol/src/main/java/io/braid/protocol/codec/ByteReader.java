package io.braid.protocol.codec;

import io.braid.protocol.math.Word256;

/**
 * Big-endian numbers out of bytes that may be anything. A read past the end gives zeros and is
 * remembered: whoever reads asks {@link #isOverrun} before it believes what it read. Reused;
 * allocates nothing.
 */
public final class ByteReader {

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean overrun;

  /** Begins to read a part of an array, which must lie inside it. */
  public ByteReader open(byte[] input, int offset, int length) {
    bytes = input;
    at = offset;
    end = offset + length;
    overrun = false;
    return this;
  }

  /** Whether something was read past the end. */
  public boolean isOverrun() {
    return overrun;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - at;
  }

  /** Where the next byte stands in the array. */
  public int position() {
    return at;
  }

  /** Reads an unsigned number of 1 to 8 bytes. */
  public long readInteger(int count) {
    int from = skip(count);
    if (from < 0) {
      return 0;
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[from + i] & 0xffL);
    }
    return value;
  }

  /** Reads an unsigned number of 1 to 3 bytes. */
  public int readInt(int count) {
    return (int) readInteger(count);
  }

  /** Reads a word of 1 to 32 bytes. */
  public void readWord(int count, long[] out, int outAt) {
    int from = skip(count);
    if (from < 0) {
      Word256.clear(out, outAt);
    } else {
      Word256.readBigEndian(bytes, from, count, out, outAt);
    }
  }

  /** Reads bytes into a new array. */
  public byte[] readBytes(int count) {
    int from = skip(count);
    byte[] copy = new byte[from < 0 ? 0 : count];
    System.arraycopy(bytes, Math.max(from, 0), copy, 0, copy.length);
    return copy;
  }

  /** Passes over bytes; gives where they begin, or -1 if there are too few. */
  public int skip(int count) {
    if (count > end - at) {
      overrun = true;
      at = end;
      return -1;
    }
    int from = at;
    at += count;
    return from;
  }
}
