package io.braid.protocol.codec;

import io.braid.protocol.math.Word256;

/**
 * Writes RLP (Yellow Paper, appendix B) from front to back into an array that the caller provides.
 *
 * <p>A list is its header, which needs the bytes of what is inside, and then its items; the {@code
 * ...Bytes} methods give the bytes that each item takes. Past the end of the array everything
 * throws {@link IndexOutOfBoundsException}. One thread uses an instance at a time; nothing
 * allocates.
 */
public final class RlpWriter {

  private static final byte[] NOTHING = {};

  private byte[] out = NOTHING;
  private int position;

  public RlpWriter() {}

  /** Begins to write. */
  public void reset(byte[] out, int offset) {
    this.out = out;
    position = offset;
  }

  /** Where the next item will begin. */
  public int position() {
    return position;
  }

  /** The bytes of the header of a list, or of a string but a single byte below 0x80. */
  public static int headerBytes(int payloadLength) {
    return payloadLength <= RlpReader.SHORT_LENGTH_MAX ? 1 : 1 + byteLength(payloadLength);
  }

  /** The bytes of a string with its header. */
  public static int stringBytes(byte[] in, int offset, int length) {
    return length == 1 && in[offset] >= 0 ? 1 : headerBytes(length) + length;
  }

  /** The bytes of a word as an integer. */
  public static int wordBytes(long[] a, int ai) {
    int length = Word256.byteLength(a, ai);
    return length == 1 && a[ai] < RlpReader.STRING ? 1 : 1 + length;
  }

  /** The bytes of an unsigned integer. */
  public static int longBytes(long value) {
    return value >= 0 && value < RlpReader.STRING ? 1 : 1 + byteLength(value);
  }

  /** Writes a string. */
  public void writeString(byte[] in, int offset, int length) {
    if (length != 1 || in[offset] < 0) {
      writeHeader(RlpReader.STRING, length);
    }
    System.arraycopy(in, offset, out, position, length);
    position += length;
  }

  /** Writes a word as an integer. */
  public void writeWord(long[] a, int ai) {
    int length = Word256.byteLength(a, ai);
    if (length != 1 || a[ai] >= RlpReader.STRING) {
      writeHeader(RlpReader.STRING, length);
    }
    for (int i = length - 1; i >= 0; i--) {
      out[position++] = (byte) (a[ai + i / Long.BYTES] >>> (Byte.SIZE * (i % Long.BYTES)));
    }
  }

  /** Writes an unsigned integer. */
  public void writeLong(long value) {
    int length = byteLength(value);
    if (length != 1 || value >= RlpReader.STRING) {
      writeHeader(RlpReader.STRING, length);
    }
    writeBytes(value, length);
  }

  /** Writes the header of a list; its items must follow. */
  public void writeListHeader(int payloadLength) {
    writeHeader(RlpReader.LIST, payloadLength);
  }

  private void writeHeader(int kind, int payloadLength) {
    if (payloadLength <= RlpReader.SHORT_LENGTH_MAX) {
      out[position++] = (byte) (kind + payloadLength);
      return;
    }
    int length = byteLength(payloadLength);
    out[position++] = (byte) (kind + RlpReader.SHORT_LENGTH_MAX + length);
    writeBytes(payloadLength, length);
  }

  private void writeBytes(long value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      out[position++] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  /** The bytes of the shortest big-endian form: none for zero. */
  private static int byteLength(long value) {
    return Long.BYTES - Long.numberOfLeadingZeros(value) / Byte.SIZE;
  }
}
