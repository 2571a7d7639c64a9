package io.braid.stark.prover;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;

/**
 * 1 / (x - z) for all points x of a coset and one point z of the extension.
 *
 * <p>The product of x - z', over z and its conjugates z', is a polynomial of degree 4 with
 * coefficients in KoalaBear, and x - z divides it: so each inverse is a polynomial of degree 3 over
 * an element of KoalaBear, and only such elements are inverted, a block at a time.
 */
final class PointInverses {

  private static final int BLOCK = 256;
  private static final int DEGREE = Extension.DEGREE;

  /** Blocks to work in: points, their squares, norms and their products, inverses, one more. */
  private static final int POINTS = 0;

  private static final int SQUARES = BLOCK;
  private static final int NORMS = 2 * BLOCK;
  private static final int INVERSES = 4 * BLOCK;
  private static final int WORK = 6 * BLOCK;
  private static final int SIZE = 7 * BLOCK;

  private final BlockKernel kernel = BlockKernel.fastest();

  /** The coefficients of the polynomial of degree 4, the constant one first; the last is 1. */
  private final int[] norm;

  /** Those of the polynomial of degree 3, elements of the extension; the last is 1. */
  private final int[] rest = new int[DEGREE * DEGREE];

  /** The powers of the root that are less than a block. */
  private final int[] powers = new int[BLOCK];

  private PointInverses(int root, int[] z) {
    norm = norm(z);
    // What is left of the polynomial of degree 4 without the factor x - z.
    rest[(DEGREE - 1) * DEGREE] = KoalaBear.ONE;
    for (int i = DEGREE - 2; i >= 0; i--) {
      int at = i * DEGREE;
      Extension.times(rest, at + DEGREE, z, 0, rest, at);
      rest[at] = KoalaBear.add(rest[at], norm[i + 1]);
    }
    int power = KoalaBear.ONE;
    for (int i = 0; i < BLOCK; i++) {
      powers[i] = power;
      power = KoalaBear.multiply(power, root);
    }
  }

  /**
   * The product of x - z', over the conjugates z': X^p is X times the 4th root of unity
   * 3^((p-1)/4).
   */
  private static int[] norm(int[] z) {
    int root = KoalaBear.power(KoalaBear.of(3), (KoalaBear.MODULUS - 1) / DEGREE);
    int[] product = new int[(DEGREE + 1) * DEGREE];
    product[0] = KoalaBear.ONE;
    int[] conjugate = z.clone();
    int[] part = new int[DEGREE];
    for (int factor = 0; factor < DEGREE; factor++) {
      for (int i = factor + 1; i >= 0; i--) {
        int at = i * DEGREE;
        Extension.times(product, at, conjugate, 0, part, 0);
        int[] lower = new int[DEGREE];
        if (i > 0) {
          Extension.copy(product, at - DEGREE, lower, 0);
        }
        Extension.minus(lower, 0, part, 0, product, at);
      }
      int power = KoalaBear.ONE;
      for (int k = 0; k < DEGREE; k++) {
        conjugate[k] = KoalaBear.multiply(conjugate[k], power);
        power = KoalaBear.multiply(power, root);
      }
    }
    int[] norm = new int[DEGREE + 1];
    for (int i = 0; i < norm.length; i++) {
      norm[i] = product[i * DEGREE];
    }
    return norm;
  }

  /**
   * The inverses, elements of the extension one behind the other.
   *
   * @param shift the first point; each other is the one before times a root of unity
   * @param logPoints the power of two that the points are
   * @throws ArithmeticException if z is one of the points
   */
  static int[] of(int shift, int logPoints, int[] z, Workers workers) {
    int[] inverses = new int[DEGREE << logPoints];
    int root = KoalaBear.rootOfUnity(logPoints);
    PointInverses computed = new PointInverses(root, z);
    workers.forRange(
        0,
        1 << logPoints,
        BLOCK,
        (from, to) -> {
          int[] blocks = new int[SIZE];
          for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            int x = KoalaBear.multiply(shift, KoalaBear.power(root, first));
            computed.compute(x, blocks, inverses, first * DEGREE, count);
          }
        });
    return inverses;
  }

  /** Computes a whole block, and copies those that are wanted. */
  private void compute(int first, int[] blocks, int[] out, int outAt, int count) {
    System.arraycopy(powers, 0, blocks, POINTS, BLOCK);
    kernel.multiplyElement(blocks, POINTS, first, POINTS, BLOCK);
    kernel.multiply(blocks, POINTS, POINTS, SQUARES, BLOCK);
    kernel.addElement(blocks, POINTS, norm[DEGREE - 1], NORMS, BLOCK);
    for (int i = DEGREE - 2; i >= 0; i--) {
      kernel.multiply(blocks, NORMS, POINTS, NORMS, BLOCK);
      kernel.addElement(blocks, NORMS, norm[i], NORMS, BLOCK);
    }
    invert(blocks);
    for (int k = 0; k < DEGREE; k++) {
      polynomial(k, blocks);
      kernel.multiply(blocks, WORK, INVERSES, WORK, BLOCK);
      for (int i = 0; i < count; i++) {
        out[outAt + i * DEGREE + k] = blocks[WORK + i];
      }
    }
  }

  /** One coefficient of the polynomial of degree 3. */
  private void polynomial(int k, int[] blocks) {
    kernel.multiplyElement(blocks, POINTS, rest[2 * DEGREE + k], WORK, BLOCK);
    kernel.addElement(blocks, WORK, rest[DEGREE + k], WORK, BLOCK);
    if (k == 0) {
      kernel.add(blocks, WORK, SQUARES, WORK, BLOCK);
    }
    kernel.multiply(blocks, WORK, POINTS, WORK, BLOCK);
    kernel.addElement(blocks, WORK, rest[k], WORK, BLOCK);
  }

  /**
   * Inverts the norms: products of both halves again and again, one inversion, and back. Level l
   * begins at 2 BLOCK - 2 BLOCK / 2^l of two blocks.
   */
  private void invert(int[] blocks) {
    int at = 0;
    int length = BLOCK;
    while (length > 1) {
      int half = length / 2;
      kernel.multiply(blocks, NORMS + at, NORMS + at + half, NORMS + at + length, half);
      at += length;
      length = half;
    }
    blocks[INVERSES + at] = KoalaBear.inverse(blocks[NORMS + at]);
    while (length < BLOCK) {
      int half = length;
      length *= 2;
      at -= length;
      int above = INVERSES + at + length;
      kernel.multiply(blocks, above, NORMS + at + half, INVERSES + at, half);
      kernel.multiply(blocks, above, NORMS + at, INVERSES + at + half, half);
    }
  }
}
