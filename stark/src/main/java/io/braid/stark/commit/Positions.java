package io.braid.stark.commit;

import io.braid.stark.poly.Ntt;
import java.util.Arrays;

/**
 * Positions: the numbers of rows and nodes with their bits from the other end, of which a level of
 * 2^k nodes has k. Children that are joined stand side by side, 2 j and 2 j + 1 below j, and of a
 * position of a tall matrix the first bits are the position that goes with it in a lower one.
 */
public final class Positions {

  private Positions() {}

  /** The row or node of a position, and the position of a row or node. */
  public static int reverse(int number, int bits) {
    return Ntt.reverse(number, bits);
  }

  /** Positions in ascending order, each once. */
  public static int[] distinct(int[] positions) {
    return Arrays.stream(positions).sorted().distinct().toArray();
  }

  /**
   * What positions are so many levels higher, each once.
   *
   * @param distinct in ascending order
   */
  public static int[] ancestors(int[] distinct, int levels) {
    return Arrays.stream(distinct).map(position -> position >>> levels).distinct().toArray();
  }

  /** Whether there are positions, all below 2^logHeight, in ascending order, each once. */
  static boolean areDistinct(int[] positions, int logHeight) {
    for (int i = 1; i < positions.length; i++) {
      if (positions[i] <= positions[i - 1]) {
        return false;
      }
    }
    return areAny(positions, logHeight);
  }

  /** Whether there are positions, all below 2^logHeight. */
  static boolean areAny(int[] positions, int logHeight) {
    for (int position : positions) {
      if (position >>> logHeight != 0) {
        return false;
      }
    }
    return positions.length > 0;
  }

  /** Whether the position behind one is that of its sibling. */
  static boolean hasSibling(int[] distinct, int i) {
    return (distinct[i] & 1) == 0 && i + 1 < distinct.length && distinct[i + 1] == distinct[i] + 1;
  }
}
