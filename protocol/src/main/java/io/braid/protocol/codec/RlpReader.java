package io.braid.protocol.codec;

import io.braid.protocol.math.Word256;
import java.util.Objects;

/**
 * A cursor over RLP (Yellow Paper, appendix B) that accepts the canonical form alone: the shortest
 * length, a byte below 0x80 as itself, an integer without leading zeros.
 *
 * <p>{@link #next} reads one item and moves behind it; {@link #enter} then moves into it if it is a
 * list, {@link #leave} out again. Any bytes have an answer, which is a {@link RlpFault}; after a
 * fault only {@link #reset} has a meaning. One thread uses an instance at a time; nothing
 * allocates.
 */
public final class RlpReader {

  /** The first byte of the empty string, which is also the integer zero. */
  static final int STRING = 0x80;

  /** The first byte of the empty list. */
  static final int LIST = 0xc0;

  /** The longest payload whose length stands in the first byte. */
  static final int SHORT_LENGTH_MAX = 55;

  private static final byte[] NOTHING = {};

  private byte[] in = NOTHING;
  private int position;
  private int end;
  private int depth;
  private boolean isList;
  private int itemOffset;
  private int payloadOffset;
  private int payloadLength;

  public RlpReader() {}

  /**
   * Begins to read.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public void reset(byte[] in, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, in.length);
    this.in = in;
    position = offset;
    end = offset + length;
    depth = 0;
    isList = false;
    itemOffset = offset;
    payloadOffset = offset;
    payloadLength = 0;
  }

  /** Whether the input, or the list that was entered last, has no more items. */
  public boolean isAtEnd() {
    return position == end;
  }

  /** Reads an item, string or list; what is inside a list is not read yet. */
  public RlpFault next() {
    if (position == end) {
      return depth == 0 ? RlpFault.END_OF_INPUT : RlpFault.TOO_FEW_ITEMS;
    }
    int first = in[position] & 0xff;
    itemOffset = position;
    isList = first >= LIST;
    if (first < STRING) {
      return take(position, 1);
    }
    int length = first - (isList ? LIST : STRING);
    if (length > SHORT_LENGTH_MAX) {
      return nextLong(length - SHORT_LENGTH_MAX);
    }
    if (length > end - position - 1) {
      return exceeds();
    }
    if (!isList && length == 1 && in[position + 1] >= 0) {
      return RlpFault.BYTE_WITH_HEADER;
    }
    return take(position + 1, length);
  }

  /** Reads an item that must be a string. */
  public RlpFault nextString() {
    RlpFault fault = next();
    return fault == RlpFault.NONE && isList ? RlpFault.EXPECTED_STRING : fault;
  }

  /** Reads an item that must be a list. */
  public RlpFault nextList() {
    RlpFault fault = next();
    return fault == RlpFault.NONE && !isList ? RlpFault.EXPECTED_LIST : fault;
  }

  /** Whether the item that was read last is a list. */
  public boolean isList() {
    return isList;
  }

  /** Where the item that was read last begins, with its header. */
  public int itemOffset() {
    return itemOffset;
  }

  /** Where the payload of the item that was read last begins. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** The bytes of the payload of the item that was read last. */
  public int payloadLength() {
    return payloadLength;
  }

  /**
   * Moves into the list that was read last.
   *
   * @return what {@link #leave} must be given
   * @throws IllegalStateException if the item that was read last is no list
   */
  public int enter() {
    if (!isList) {
      throw new IllegalStateException("the item that was read last is no list");
    }
    int outerEnd = end;
    position = payloadOffset;
    end = payloadOffset + payloadLength;
    depth++;
    return outerEnd;
  }

  /**
   * Moves behind the list that was entered last, which must have no more items.
   *
   * @param outerEnd what {@link #enter} returned
   */
  public RlpFault leave(int outerEnd) {
    if (position != end) {
      return RlpFault.TOO_MANY_ITEMS;
    }
    end = outerEnd;
    depth--;
    return RlpFault.NONE;
  }

  /** Checks that the input has no more items; not inside a list. */
  public RlpFault finish() {
    return position == end ? RlpFault.NONE : RlpFault.TRAILING_BYTES;
  }

  /** What is wrong with the string that was read last as an integer of so many bytes at most. */
  public RlpFault integerFault(int bytesMax) {
    if (payloadLength > 0 && in[payloadOffset] == 0) {
      return RlpFault.INTEGER_LEADING_ZERO;
    }
    return payloadLength > bytesMax ? RlpFault.INTEGER_TOO_WIDE : RlpFault.NONE;
  }

  /**
   * Writes the string that was read last as a big-endian word.
   *
   * @throws IllegalArgumentException if it has more than {@value Word256#BYTES} bytes
   */
  public void word(long[] out, int oi) {
    Word256.readBigEndian(in, payloadOffset, payloadLength, out, oi);
  }

  /**
   * An item whose length has bytes of its own. Of those there are 1 to 8: the length may pass the
   * range of a long, and is then negative here.
   */
  private RlpFault nextLong(int lengthBytes) {
    int lengthOffset = position + 1;
    if (lengthOffset < end && in[lengthOffset] == 0) {
      return RlpFault.LENGTH_LEADING_ZERO;
    }
    if (lengthBytes > end - lengthOffset) {
      return exceeds();
    }
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << Byte.SIZE | (in[lengthOffset + i] & 0xff);
    }
    if (length >= 0 && length <= SHORT_LENGTH_MAX) {
      return RlpFault.LENGTH_NOT_SHORTEST;
    }
    int offset = lengthOffset + lengthBytes;
    if (length < 0 || length > end - offset) {
      return exceeds();
    }
    return take(offset, (int) length);
  }

  private RlpFault exceeds() {
    return depth == 0 ? RlpFault.ITEM_EXCEEDS_INPUT : RlpFault.ITEM_EXCEEDS_LIST;
  }

  private RlpFault take(int offset, int length) {
    payloadOffset = offset;
    payloadLength = length;
    position = offset + length;
    return RlpFault.NONE;
  }
}
