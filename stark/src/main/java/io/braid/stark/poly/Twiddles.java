package io.braid.stark.poly;

import io.braid.stark.field.KoalaBear;

/**
 * Factors for the layers of a transform. Those of the layer that joins rows at a distance stand one
 * behind the other, from that distance on: at {@code distance + j} that of row j of a block of
 * twice the distance. They do not depend on the height of the transform.
 */
final class Twiddles {

  private final int[] factors;
  private final int[] numbers;
  private final int[] quotients;

  private Twiddles(int logHeight) {
    factors = new int[1 << logHeight];
    numbers = new int[1 << logHeight];
    quotients = new int[1 << logHeight];
  }

  /** Powers of the root of order twice the distance: for values on subgroups. */
  static Twiddles forward(int logHeight) {
    Twiddles twiddles = new Twiddles(logHeight);
    for (int log = 1; log <= logHeight; log++) {
      twiddles.fill(log, KoalaBear.ONE, KoalaBear.rootOfUnity(log));
    }
    return twiddles;
  }

  /** The inverses of {@link #forward}. */
  static Twiddles inverse(int logHeight) {
    Twiddles twiddles = new Twiddles(logHeight);
    for (int log = 1; log <= logHeight; log++) {
      twiddles.fill(log, KoalaBear.ONE, KoalaBear.inverse(KoalaBear.rootOfUnity(log)));
    }
    return twiddles;
  }

  /** Points of the domain of twice the distance: for values on a {@link Domain}. */
  static Twiddles onDomain(int logHeight) {
    Twiddles twiddles = new Twiddles(logHeight);
    for (int log = 1; log <= logHeight; log++) {
      twiddles.fill(log, Domain.shift(log), KoalaBear.rootOfUnity(log));
    }
    return twiddles;
  }

  /** Fills in those of blocks of 2^logBlock rows. */
  private void fill(int logBlock, int first, int ratio) {
    int distance = 1 << (logBlock - 1);
    int factor = first;
    for (int j = 0; j < distance; j++) {
      factors[distance + j] = factor;
      numbers[distance + j] = KoalaBear.toCanonical(factor);
      quotients[distance + j] = KoalaBear.overModulus(numbers[distance + j]);
      factor = KoalaBear.multiply(factor, ratio);
    }
  }

  /** The factors as elements. */
  int[] factors() {
    return factors;
  }

  /** As canonical numbers. */
  int[] numbers() {
    return numbers;
  }

  /** As {@link KoalaBear#overModulus}. */
  int[] quotients() {
    return quotients;
  }
}
