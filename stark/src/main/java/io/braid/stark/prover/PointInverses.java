package io.braid.stark.prover;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;

/** 1 / (x - z) for all points x of a coset and one point z of the extension. */
final class PointInverses {

  private static final int GRAIN = 256;

  private PointInverses() {}

  /**
   * The inverses, elements of the extension one behind the other.
   *
   * @param shift the first point; each other is the one before times a root of unity
   * @param logPoints the power of two that the points are
   * @throws ArithmeticException if z is one of the points
   */
  static int[] of(int shift, int logPoints, int[] z, Workers workers) {
    int[] inverses = new int[Extension.DEGREE << logPoints];
    int root = KoalaBear.rootOfUnity(logPoints);
    workers.forRange(
        0,
        1 << logPoints,
        GRAIN,
        (from, to) -> {
          int x = KoalaBear.multiply(shift, KoalaBear.power(root, from));
          int[] own = new int[GRAIN * Extension.DEGREE];
          int[] scratch = new int[own.length];
          for (int first = from; first < to; first += GRAIN) {
            int count = Math.min(GRAIN, to - first);
            int[] part = count == GRAIN ? own : new int[count * Extension.DEGREE];
            for (int at = 0; at < part.length; at += Extension.DEGREE) {
              part[at] = KoalaBear.subtract(x, z[0]);
              part[at + 1] = KoalaBear.negate(z[1]);
              part[at + 2] = KoalaBear.negate(z[2]);
              part[at + 3] = KoalaBear.negate(z[3]);
              x = KoalaBear.multiply(x, root);
            }
            Extension.invertAll(part, scratch);
            System.arraycopy(part, 0, inverses, first * Extension.DEGREE, part.length);
          }
        });
    return inverses;
  }
}
