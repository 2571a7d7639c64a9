package io.braid.sequencer.block;

import io.braid.protocol.codec.ByteWriter;
import io.braid.protocol.codec.RlpWriter;
import io.braid.protocol.math.Word256;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;

/** Items of an RLP list, of which the length is known only at the end. */
final class RlpItems {

  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;
  private static final int SHORT_LENGTH_MAX = 55;

  private final ByteWriter out = new ByteWriter();

  /** The bytes of the list with so many bytes of items. */
  static long listBytes(long itemBytes) {
    int lengthBytes = Long.BYTES - Long.numberOfLeadingZeros(itemBytes) / Byte.SIZE;
    return itemBytes + 1 + (itemBytes <= SHORT_LENGTH_MAX ? 0 : lengthBytes);
  }

  RlpItems string(byte[] bytes) {
    if (bytes.length != 1 || bytes[0] < 0) {
      header(out, STRING, bytes.length);
    }
    out.writeBytes(bytes);
    return this;
  }

  RlpItems string(Bytes bytes) {
    return string(bytes.array());
  }

  /** A hash: a string of 32 bytes. */
  RlpItems hash(Word word) {
    header(out, STRING, Word256.BYTES);
    out.writeWord(word.toLongs(), 0);
    return this;
  }

  /** An unsigned integer. */
  RlpItems integer(long value) {
    int length = Long.BYTES - Long.numberOfLeadingZeros(value) / Byte.SIZE;
    if (length != 1 || value >= STRING) {
      header(out, STRING, length);
    }
    if (length > 0) {
      out.writeInteger(value, length);
    }
    return this;
  }

  /** An item that is encoded already. */
  RlpItems item(byte[] encoded) {
    out.writeBytes(encoded);
    return this;
  }

  /** The bytes of the items so far. */
  int length() {
    return out.length();
  }

  /** The items without a list around them. */
  byte[] items() {
    return out.toByteArray();
  }

  /** The list of the items. */
  byte[] toList() {
    ByteWriter list = new ByteWriter();
    header(list, LIST, out.length());
    list.writeBytes(out.buffer(), 0, out.length());
    return list.toByteArray();
  }

  private static void header(ByteWriter to, int kind, int length) {
    if (length <= SHORT_LENGTH_MAX) {
      to.writeInteger(kind + length, 1);
      return;
    }
    int lengthBytes = RlpWriter.headerBytes(length) - 1;
    to.writeInteger(kind + SHORT_LENGTH_MAX + lengthBytes, 1);
    to.writeInteger(length, lengthBytes);
  }
}
