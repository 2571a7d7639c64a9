package io.braid.protocol.program;

import io.braid.protocol.math.Word256;

/**
 * What the pure opcodes do to the registers. Offsets are in longs; outputs follow each other, as
 * the registers of a step do, and lie behind all operands.
 */
final class Kernels {

  private Kernels() {}

  static void add(long[] r, int a, int b, int out) {
    Word256.set(r, out + Word256.LONGS, Word256.add(r, a, r, b, r, out));
  }

  static void subtract(long[] r, int a, int b, int out) {
    Word256.set(r, out + Word256.LONGS, Word256.subtract(r, a, r, b, r, out));
  }

  static void equal(long[] r, int a, int b, int out) {
    Word256.set(r, out, Word256.isEqual(r, a, r, b) ? 1 : 0);
  }

  static void select(long[] r, int condition, int a, int b, int out) {
    Word256.copy(r, r[condition] != 0 ? a : b, r, out);
  }

  static void split(long[] r, int a, int out) {
    r[out] = r[a + 2];
    r[out + 1] = r[a + 3];
    r[out + 2] = 0;
    r[out + 3] = 0;
    r[out + 4] = r[a];
    r[out + 5] = r[a + 1];
    r[out + 6] = 0;
    r[out + 7] = 0;
  }

  static void join(long[] r, int high, int low, int out) {
    r[out] = r[low];
    r[out + 1] = r[low + 1];
    r[out + 2] = r[high];
    r[out + 3] = r[high + 1];
  }
}
