package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/**
 * Factors for the layers of a transform. Those of the layer that joins rows at a distance stand one
 * behind the other, from that distance on: at {@code distance + j} that of row j of a block of
 * twice the distance. They do not depend on the height of the transform.
 */
final class Twiddles {

  private Twiddles() {}

  /** Powers of the root of order twice the distance: for values on subgroups. */
  static int[] forward(int logHeight) {
    int[] table = new int[1 << logHeight];
    for (int log = 1; log <= logHeight; log++) {
      fill(table, log, KoalaBear.ONE, KoalaBear.rootOfUnity(log));
    }
    return table;
  }

  /** The inverses of {@link #forward}. */
  static int[] inverse(int logHeight) {
    int[] table = new int[1 << logHeight];
    for (int log = 1; log <= logHeight; log++) {
      fill(table, log, KoalaBear.ONE, KoalaBear.inverse(KoalaBear.rootOfUnity(log)));
    }
    return table;
  }

  /** Points of the domain of twice the distance: for values on a {@link Domain}. */
  static int[] onDomain(int logHeight) {
    int[] table = new int[1 << logHeight];
    for (int log = 1; log <= logHeight; log++) {
      fill(table, log, Domain.shift(log), KoalaBear.rootOfUnity(log));
    }
    return table;
  }

  /** Fills in those of blocks of 2^logBlock rows. */
  private static void fill(int[] table, int logBlock, int first, int ratio) {
    int distance = 1 << (logBlock - 1);
    int factor = first;
    for (int j = 0; j < distance; j++) {
      table[distance + j] = factor;
      factor = KoalaBear.multiply(factor, ratio);
    }
  }
}
