package io.braid.stark.prover;

import io.braid.stark.air.BlockSelectors;
import io.braid.stark.field.KoalaBear;

/**
 * Where a row stands, as polynomials, on the coset of the points s w^i: (x^n - 1) / (n (x - 1)),
 * (x^n - 1) / (n (x g - 1)) and x - 1/g, with the last row at 1/g.
 */
final class DomainSelectors implements BlockSelectors {

  private final int logFactor;
  private final int shift;
  private final int pointRoot;
  private final int rowRoot;
  private final int lastRow;

  /** (x^n - 1) / n, for the first points; then it comes again. */
  private final int[] vanishing;

  /**
   * The selectors of a table.
   *
   * @param logFactor there are so many more points than rows, as a power of two
   * @param shift the first point
   */
  DomainSelectors(int logHeight, int logFactor, int shift) {
    this.logFactor = logFactor;
    this.shift = shift;
    this.pointRoot = KoalaBear.rootOfUnity(logHeight + logFactor);
    this.rowRoot = KoalaBear.rootOfUnity(logHeight);
    this.lastRow = KoalaBear.inverse(rowRoot);
    int perRow = KoalaBear.inverse(KoalaBear.of(1 << logHeight));
    vanishing = vanishing(logHeight, logFactor, shift);
    for (int i = 0; i < vanishing.length; i++) {
      vanishing[i] = KoalaBear.multiply(vanishing[i], perRow);
    }
  }

  /** x^n - 1 for the first points: n is so large that then it comes again. */
  static int[] vanishing(int logHeight, int logFactor, int shift) {
    int power = KoalaBear.power(shift, 1L << logHeight);
    int root = KoalaBear.rootOfUnity(logFactor);
    int[] vanishing = new int[1 << logFactor];
    for (int i = 0; i < vanishing.length; i++) {
      vanishing[i] = KoalaBear.subtract(power, KoalaBear.ONE);
      power = KoalaBear.multiply(power, root);
    }
    return vanishing;
  }

  @Override
  public void fill(int from, int count, int[] out, int firstAt, int lastAt, int transitionAt) {
    int[] denominators = new int[2 * count];
    int x = KoalaBear.multiply(shift, KoalaBear.power(pointRoot, from));
    for (int i = 0; i < count; i++) {
      denominators[i] = KoalaBear.subtract(x, KoalaBear.ONE);
      denominators[count + i] = KoalaBear.subtract(KoalaBear.multiply(x, rowRoot), KoalaBear.ONE);
      out[transitionAt + i] = KoalaBear.subtract(x, lastRow);
      x = KoalaBear.multiply(x, pointRoot);
    }
    KoalaBear.invertAll(denominators, new int[denominators.length]);
    for (int i = 0; i < count; i++) {
      int numerator = vanishing[(from + i) & ((1 << logFactor) - 1)];
      out[firstAt + i] = KoalaBear.multiply(numerator, denominators[i]);
      out[lastAt + i] = KoalaBear.multiply(numerator, denominators[count + i]);
    }
  }
}
