package io.braid.protocol.codec;

import java.util.ArrayList;
import java.util.List;

/** Whole items through the reader and the writer, in the form of PlainRlp. */
final class RlpTree {

  private final RlpReader reader = new RlpReader();
  private final RlpWriter writer = new RlpWriter();

  /** The fault of the last {@link #read}. */
  private RlpFault fault = RlpFault.NONE;

  RlpFault fault() {
    return fault;
  }

  /** The one item that the bytes are; if there is a fault, whatever was read before it. */
  Object read(byte[] in, int offset, int length) {
    reader.reset(in, offset, length);
    Object item = item(in);
    if (fault == RlpFault.NONE) {
      fault = reader.finish();
    }
    return item;
  }

  private Object item(byte[] in) {
    fault = reader.next();
    if (fault != RlpFault.NONE) {
      return List.of();
    }
    if (!reader.isList()) {
      byte[] string = new byte[reader.payloadLength()];
      System.arraycopy(in, reader.payloadOffset(), string, 0, string.length);
      return string;
    }
    List<Object> items = new ArrayList<>();
    int end = reader.enter();
    while (fault == RlpFault.NONE && !reader.isAtEnd()) {
      items.add(item(in));
    }
    if (fault == RlpFault.NONE) {
      fault = reader.leave(end);
    }
    return items;
  }

  byte[] write(Object item) {
    byte[] out = new byte[bytes(item)];
    writer.reset(out, 0);
    writeItem(item);
    if (writer.position() != out.length) {
      throw new AssertionError("wrote " + writer.position() + " bytes, not " + out.length);
    }
    return out;
  }

  private void writeItem(Object item) {
    if (item instanceof byte[] string) {
      writer.writeString(string, 0, string.length);
      return;
    }
    writer.writeListHeader(payloadBytes((List<?>) item));
    for (Object inner : (List<?>) item) {
      writeItem(inner);
    }
  }

  private static int bytes(Object item) {
    if (item instanceof byte[] string) {
      return RlpWriter.stringBytes(string, 0, string.length);
    }
    int payload = payloadBytes((List<?>) item);
    return RlpWriter.headerBytes(payload) + payload;
  }

  private static int payloadBytes(List<?> items) {
    return items.stream().mapToInt(RlpTree::bytes).sum();
  }
}
