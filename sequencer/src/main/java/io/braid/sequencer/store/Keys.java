package io.braid.sequencer.store;

import io.braid.protocol.types.Address;
import java.nio.ByteBuffer;

/** Numbers as keys and values: big-endian. */
final class Keys {

  private Keys() {}

  static byte[] of(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] of(long number, byte[] more) {
    return ByteBuffer.allocate(Long.BYTES + more.length).putLong(number).put(more).array();
  }

  static byte[] of(Address account, long number) {
    return ByteBuffer.allocate(Address.BYTES + Long.BYTES)
        .put(account.toBytes())
        .putLong(number)
        .array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  static int index(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(Long.BYTES);
  }

  static byte[] of(long number, int index) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(number).putInt(index).array();
  }
}
