package io.braid.stark.key;

import java.io.ByteArrayOutputStream;

/** Unsigned numbers, one behind the other, the first byte most significant. */
final class Bytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void put(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void u8(int number) {
    write(number, Byte.BYTES);
  }

  void u16(int number) {
    write(number, Short.BYTES);
  }

  void u32(long number) {
    write(number, Integer.BYTES);
  }

  /**
   * Writes a number.
   *
   * @throws IllegalArgumentException if it has not that many bytes
   */
  private void write(long number, int bytes) {
    if (number >>> (Byte.SIZE * bytes) != 0) {
      throw new IllegalArgumentException(
          "the circuit does not fit into a key: %d has more than %d bits"
              .formatted(number, Byte.SIZE * bytes));
    }
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (number >>> (Byte.SIZE * i)));
    }
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
