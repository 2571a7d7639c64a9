package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/**
 * Powers of roots of unity for the layers of a transform. Those of the layer that joins rows at a
 * distance stand one behind the other, from that distance on: at {@code distance + j} the power j
 * of the root of order twice the distance.
 */
final class Twiddles {

  private Twiddles() {}

  /** For the layers up to a height of 2^logHeight. */
  static int[] forward(int logHeight) {
    return table(logHeight, KoalaBear.rootOfUnity(logHeight));
  }

  /** The inverses of {@link #forward}. */
  static int[] inverse(int logHeight) {
    return table(logHeight, KoalaBear.inverse(KoalaBear.rootOfUnity(logHeight)));
  }

  private static int[] table(int logHeight, int root) {
    int[] table = new int[1 << logHeight];
    int rootOfLayer = root;
    for (int distance = table.length >> 1; distance > 0; distance >>= 1) {
      int power = KoalaBear.ONE;
      for (int j = 0; j < distance; j++) {
        table[distance + j] = power;
        power = KoalaBear.multiply(power, rootOfLayer);
      }
      rootOfLayer = KoalaBear.square(rootOfLayer);
    }
    return table;
  }
}
