package io.braid.stark.poly;

import io.braid.stark.cpu.VectorApi;
import io.braid.stark.field.KoalaBear;

/**
 * The number-theoretic transform of all columns of a matrix at once, over the subgroup H of order
 * height, whose points are the powers of {@link KoalaBear#rootOfUnity}.
 *
 * <p>Values stand in the order of the points. Coefficients stand in bit-reversed order: that of the
 * power i in the row whose number has the bits of i, of which there are log(height), from the other
 * end. So no rows are ever moved.
 */
public final class Ntt {

  private final NttKernel kernel;

  /** The transform with the fastest loops that there are here. */
  public Ntt() {
    this(VectorApi.isThere() ? new VectorNttKernel() : new ScalarNttKernel());
  }

  Ntt(NttKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Replaces the values of polynomials on H by their coefficients.
   *
   * @throws IllegalArgumentException if the height is more than a subgroup has
   */
  public void interpolate(Matrix matrix) {
    int height = matrix.height();
    int[] twiddles = Twiddles.inverse(matrix.logHeight());
    for (int distance = height >> 1; distance > 0; distance >>= 1) {
      kernel.splitLayer(matrix.elements(), matrix.width(), distance, twiddles, 0, height);
    }
    int inverse = KoalaBear.inverse(KoalaBear.of(height));
    kernel.scale(matrix.elements(), 0, matrix.elements().length, inverse);
  }

  /**
   * Replaces the coefficients of polynomials by their values on H.
   *
   * @throws IllegalArgumentException if the height is more than a subgroup has
   */
  public void evaluate(Matrix matrix) {
    evaluate(matrix, 1);
  }

  /** The layers from a distance on: in those before it, a row is the same as its partner. */
  private void evaluate(Matrix matrix, int fromDistance) {
    int height = matrix.height();
    int[] twiddles = Twiddles.forward(matrix.logHeight());
    for (int distance = fromDistance; distance < height; distance <<= 1) {
      kernel.joinLayer(matrix.elements(), matrix.width(), distance, twiddles, 0, height);
    }
  }

  /**
   * Extends polynomials to a larger set of points: the low-degree extension.
   *
   * @param values on H; replaced by the coefficients
   * @param logBlowUp the result has 2^logBlowUp times as many rows
   * @param shift values are given at the points of the larger subgroup times this, in their order
   * @throws IllegalArgumentException if the larger height is more than a subgroup has, or an array
   */
  public Matrix extend(Matrix values, int logBlowUp, int shift) {
    int blowUp = 1 << logBlowUp;
    Matrix extended = new Matrix(Math.multiplyExact(values.height(), blowUp), values.width());
    interpolate(values);
    spread(values, shift, extended, blowUp);
    evaluate(extended, blowUp);
    return extended;
  }

  /**
   * Multiplies each coefficient by its power of the shift, and brings it to its row of the larger
   * matrix and to all rows up to the next one. Those would be 0, and the first layers only add and
   * subtract them.
   */
  private void spread(Matrix coefficients, int shift, Matrix out, int blowUp) {
    int width = coefficients.width();
    int logHeight = coefficients.logHeight();
    int power = KoalaBear.ONE;
    for (int i = 0; i < coefficients.height(); i++) {
      int row = reverse(i, logHeight);
      kernel.scale(coefficients.elements(), row * width, (row + 1) * width, power);
      for (int copy = 0; copy < blowUp; copy++) {
        System.arraycopy(
            coefficients.elements(),
            row * width,
            out.elements(),
            (row * blowUp + copy) * width,
            width);
      }
      power = KoalaBear.multiply(power, shift);
    }
  }

  /** The low bits of a number, of which there are so many, from the other end. */
  static int reverse(int number, int bits) {
    return bits == 0 ? 0 : Integer.reverse(number) >>> (Integer.SIZE - bits);
  }
}
