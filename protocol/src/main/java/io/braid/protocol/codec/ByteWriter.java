package io.braid.protocol.codec;

import io.braid.protocol.math.Word256;
import java.util.Arrays;

/** Big-endian numbers into a buffer that grows and is reused: no allocation in steady state. */
public final class ByteWriter {

  /** The longest array that every JVM can make. */
  private static final int ARRAY_BYTES_MAX = Integer.MAX_VALUE - 8;

  private byte[] buffer = new byte[256];
  private int length;

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** The buffer, of which the first {@link #length} bytes count; valid until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  /** Writes the low {@code bytes} bytes of a value, 1 to 8. */
  public void writeInteger(long value, int bytes) {
    int end = grow(bytes);
    for (int at = end - 1; at >= end - bytes; at--) {
      buffer[at] = (byte) value;
      value >>>= 8;
    }
  }

  /** Overwrites the {@code bytes} bytes at a place with the low bytes of a value. */
  public void setInteger(int at, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      buffer[at + i] = (byte) value;
      value >>>= 8;
    }
  }

  /** Writes a word as 32 bytes. */
  public void writeWord(long[] word, int at) {
    int end = grow(Word256.BYTES);
    Word256.writeBigEndian(word, at, buffer, end - Word256.BYTES);
  }

  /** Writes the low {@code bytes} bytes of a word, 1 to 32. */
  public void writeWord(long[] word, int at, int bytes) {
    int start = grow(bytes) - bytes;
    for (int i = 0; i < bytes; i++) {
      int bit = 8 * (bytes - 1 - i);
      buffer[start + i] = (byte) (word[at + (bit >>> 6)] >>> bit);
    }
  }

  /** Writes bytes. */
  public void writeBytes(byte[] bytes, int offset, int count) {
    int end = grow(count);
    System.arraycopy(bytes, offset, buffer, end - count, count);
  }

  /** Writes all bytes of an array. */
  public void writeBytes(byte[] bytes) {
    writeBytes(bytes, 0, bytes.length);
  }

  private int grow(int count) {
    length = Math.addExact(length, count);
    if (length > buffer.length) {
      int doubled = (int) Math.min(2L * buffer.length, ARRAY_BYTES_MAX);
      buffer = Arrays.copyOf(buffer, Math.max(length, doubled));
    }
    return length;
  }
}
