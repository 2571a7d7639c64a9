package io.braid.stark.poly;

import io.braid.stark.cpu.VectorApi;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;

/**
 * The number-theoretic transform of all columns of a matrix at once, over the subgroup H of order
 * height, whose points are the powers of {@link KoalaBear#rootOfUnity}, or onto a {@link Domain}.
 *
 * <p>Values stand in the order of the points. Coefficients stand in bit-reversed order: that of the
 * power i in the row whose number has the bits of i, of which there are log(height), from the other
 * end. So no rows are ever moved.
 *
 * <p>The rows are seen as a square of blocks, one behind the other. The layers of large distance
 * work on rows that have the same place in their blocks, those of small distance on the rows of a
 * block, and each such set is brought to the cache once for all its layers (Bailey, FFTs in
 * External or Hierarchical Memory, 1990). In between, values of block t at place j want a factor
 * w^(t j).
 */
public final class Ntt {

  /** Up to 2^this rows are one block. */
  private static final int LOG_ROWS_OF_ONE_BLOCK = 6;

  /** Extensions are up to 2^this times as high. */
  public static final int LOG_BLOW_UP_MAX = 8;

  private final NttKernel kernel;
  private final Workers workers;
  private final NttTables tables = new NttTables();

  /** The transform with the fastest loops that there are here. */
  public Ntt(Workers workers) {
    this(VectorApi.isThere() ? new VectorNttKernel() : new ScalarNttKernel(), workers);
  }

  Ntt(NttKernel kernel, Workers workers) {
    this.kernel = kernel;
    this.workers = workers;
  }

  /**
   * Replaces the values of polynomials on H by their coefficients.
   *
   * @throws IllegalArgumentException if the height is more than a subgroup has
   */
  public void interpolate(Matrix values) {
    NttPass pass = pass(values, 0);
    pass.splitAcrossBlocks(values, values);
    pass.interpolateBlocks(values);
  }

  /**
   * Replaces the coefficients of polynomials by their values on H.
   *
   * @throws IllegalArgumentException if the height is more than a subgroup has
   */
  public void evaluate(Matrix coefficients) {
    NttPass pass = pass(coefficients, 0);
    pass.evaluateBlocks(coefficients);
    pass.joinAcrossBlocks(coefficients);
  }

  /**
   * The values of polynomials on a larger set of points, the {@link Domain} of the new height: the
   * low-degree extension.
   *
   * @param values on H; not changed
   * @param logBlowUp the result has 2^logBlowUp times as many rows
   * @throws IllegalArgumentException if the new height is more than a domain has, or an array
   */
  public Matrix extend(Matrix values, int logBlowUp) {
    NttPass pass = pass(values, logBlowUp);
    Matrix extended = new Matrix(values.height() << logBlowUp, values.width());
    pass.splitAcrossBlocks(values, extended);
    pass.extendBlocks(values, extended);
    pass.joinAcrossBlocks(extended);
    return extended;
  }

  /**
   * The same from the coefficients.
   *
   * @param coefficients in bit-reversed order; not changed
   */
  public Matrix extendCoefficients(Matrix coefficients, int logBlowUp) {
    NttPass pass = pass(coefficients, logBlowUp);
    Matrix extended = new Matrix(coefficients.height() << logBlowUp, coefficients.width());
    pass.extendBlocksOfCoefficients(coefficients, extended);
    pass.joinAcrossBlocks(extended);
    return extended;
  }

  private NttPass pass(Matrix matrix, int logBlowUp) {
    if (logBlowUp < 0 || logBlowUp > LOG_BLOW_UP_MAX) {
      throw new IllegalArgumentException(
          "an extension is 2^0 to 2^%d times as high, not 2^%d"
              .formatted(LOG_BLOW_UP_MAX, logBlowUp));
    }
    int logHeight = matrix.logHeight();
    int logExtended = logHeight + logBlowUp;
    if (logExtended > KoalaBear.TWO_ADICITY) {
      throw new IllegalArgumentException(
          "a transform has up to 2^%d rows, not 2^%d"
              .formatted(KoalaBear.TWO_ADICITY, logExtended));
    }
    int logBlocks = logExtended <= LOG_ROWS_OF_ONE_BLOCK ? 0 : Math.min(logHeight, logExtended / 2);
    return new NttPass(kernel, workers, tables, logBlocks, logHeight - logBlocks, logBlowUp);
  }

  /** The low bits of a number, of which there are so many, from the other end. */
  public static int reverse(int number, int bits) {
    return bits == 0 ? 0 : Integer.reverse(number) >>> (Integer.SIZE - bits);
  }
}
