package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/**
 * The sets of points at which committed polynomials are given: one for each height 2^logHeight, a
 * coset of the subgroup of that order.
 *
 * <p>Point i is shift w^i, where w is {@link KoalaBear#rootOfUnity} and the shift is such that
 * squaring maps this set onto that of half the height, point i to point i mod height / 2. No point
 * is in a subgroup of at most that order, since the shift to the power of the height is a generator
 * of the field to the power 2^24, whatever the height, and not 1.
 */
public final class Domain {

  private Domain() {}

  /**
   * Point 0: a generator of the field to the power 2^24 / height.
   *
   * @throws IllegalArgumentException unless logHeight is from 0 to {@link KoalaBear#TWO_ADICITY}
   */
  public static int shift(int logHeight) {
    return point(logHeight, 0);
  }

  /**
   * One point.
   *
   * @param index from 0 to the height - 1
   * @throws IllegalArgumentException unless logHeight is from 0 to {@link KoalaBear#TWO_ADICITY}
   */
  public static int point(int logHeight, int index) {
    int power = KoalaBear.power(KoalaBear.rootOfUnity(logHeight), index);
    int shift = KoalaBear.power(KoalaBear.generator(), 1L << (KoalaBear.TWO_ADICITY - logHeight));
    return KoalaBear.multiply(shift, power);
  }

  /**
   * The points from one to before another.
   *
   * @throws IllegalArgumentException unless logHeight is from 0 to {@link KoalaBear#TWO_ADICITY}
   */
  public static int[] points(int logHeight, int from, int to) {
    int root = KoalaBear.rootOfUnity(logHeight);
    int[] points = new int[to - from];
    int point = point(logHeight, from);
    for (int i = 0; i < points.length; i++) {
      points[i] = point;
      point = KoalaBear.multiply(point, root);
    }
    return points;
  }
}
