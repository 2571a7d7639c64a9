package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;

/** The columns of fractions of a table, computed from its trace and the challenges of the buses. */
public final class LogUpColumns {

  /** Rows that one piece of work has at least. */
  private static final int GRAIN = 8 * BlockEvaluator.BLOCK;

  private final Matrix columns;
  private final int[] sum;

  private LogUpColumns(Matrix columns, int[] sum) {
    this.columns = columns;
    this.sum = sum;
  }

  /** Four columns for each one of fractions. */
  public Matrix columns() {
    return columns;
  }

  /** What all fractions of the table add up to. */
  public int[] sum() {
    return sum;
  }

  /**
   * Computes the columns of a table that has interactions.
   *
   * @param fixed its fixed columns, or null
   */
  public static LogUpColumns of(
      Table table,
      Matrix main,
      Matrix fixed,
      int[] publicValues,
      int[] challenges,
      Workers workers) {
    int interactions = table.interactions().size();
    int[] nodes = new int[2 * interactions];
    for (int i = 0; i < interactions; i++) {
      nodes[i] = table.interactions().get(i).denominator();
      nodes[interactions + i] = table.interactions().get(i).weight();
    }
    BlockProgram program = BlockProgram.of(table, nodes);
    int[] uniforms =
        new UniformValues(publicValues, challenges, new int[Extension.DEGREE])
            .compute(table.graph(), program.uniformNodes());
    BlockSource source = BlockSource.ofTrace(main, fixed, null);
    BlockKernel kernel = BlockKernel.fastest();
    Matrix columns = new Matrix(main.height(), table.logUpWidth() * Extension.DEGREE);
    workers.forRange(
        0,
        main.height(),
        GRAIN,
        (from, to) -> {
          BlockSelectors selectors = BlockSelectors.ofTrace(main.height());
          BlockEvaluator evaluator =
              new BlockEvaluator(program, source, selectors, uniforms, kernel);
          evaluator.run(from, to, new FractionWriter(table, columns, kernel));
        });
    return new LogUpColumns(columns, accumulate(columns));
  }

  /** Replaces the last column, the sums of its group, by the sum of all before each row. */
  private static int[] accumulate(Matrix columns) {
    int[] elements = columns.elements();
    int width = columns.width();
    int last = width - Extension.DEGREE;
    int[] sum = new int[Extension.DEGREE];
    int[] before = new int[Extension.DEGREE];
    for (int row = 0; row < columns.height(); row++) {
      int at = row * width;
      Extension.copy(sum, 0, before, 0);
      for (int column = 0; column < width; column += Extension.DEGREE) {
        Extension.plus(sum, 0, elements, at + column, sum, 0);
      }
      Extension.copy(before, 0, elements, at + last);
    }
    return sum;
  }

  /** Inverts the denominators of a block of rows together, and writes the sum of each group. */
  private static final class FractionWriter implements BlockReader {

    private static final int STRIDE = BlockEvaluator.BLOCK;
    private static final int SIZE = Extension.DEGREE * STRIDE;

    private final Table table;
    private final Matrix columns;
    private final BlockKernel kernel;
    private final int interactions;

    /** Denominators, then products of those before each, then weights and two blocks to work in. */
    private final int[] blocks;

    private final int products;
    private final int weights;
    private final int inverse;
    private final int work;

    FractionWriter(Table table, Matrix columns, BlockKernel kernel) {
      this.table = table;
      this.columns = columns;
      this.kernel = kernel;
      this.interactions = table.interactions().size();
      this.products = interactions * SIZE;
      this.weights = 2 * interactions * SIZE;
      this.inverse = weights + interactions * STRIDE;
      this.work = inverse + SIZE;
      this.blocks = new int[work + SIZE];
    }

    @Override
    public void take(int output, int from, int count, int[] values, int at, int stride) {
      if (output < interactions) {
        for (int k = 0; k < Extension.DEGREE; k++) {
          System.arraycopy(values, at + k * stride, blocks, output * SIZE + k * STRIDE, count);
        }
        return;
      }
      int weight = weights + (output - interactions) * STRIDE;
      System.arraycopy(values, at, blocks, weight, count);
      if (output == 2 * interactions - 1) {
        write(from, count);
      }
    }

    private void write(int from, int count) {
      copy(0, products, count);
      for (int i = 1; i < interactions; i++) {
        multiply(products + (i - 1) * SIZE, i * SIZE, products + i * SIZE, count);
      }
      invertEach(products + (interactions - 1) * SIZE, count);
      for (int i = interactions - 1; i > 0; i--) {
        multiply(inverse, products + (i - 1) * SIZE, work, count);
        multiply(inverse, i * SIZE, inverse, count);
        copy(work, i * SIZE, count);
      }
      copy(inverse, 0, count);
      for (int g = 0; g < table.groups().size(); g++) {
        sum(table.groups().get(g), g * Extension.DEGREE, from, count);
      }
    }

    private void multiply(int a, int b, int out, int count) {
      kernel.multiplyExtension(blocks, a, b, out, STRIDE, count);
    }

    private void copy(int from, int to, int count) {
      for (int k = 0; k < SIZE; k += STRIDE) {
        System.arraycopy(blocks, from + k, blocks, to + k, count);
      }
    }

    /** Inverts a block of the extension, element by element. */
    private void invertEach(int at, int count) {
      int[] elements = new int[count * Extension.DEGREE];
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < Extension.DEGREE; k++) {
          elements[i * Extension.DEGREE + k] = blocks[at + k * STRIDE + i];
        }
      }
      Extension.invertAll(elements, new int[elements.length]);
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < Extension.DEGREE; k++) {
          blocks[inverse + k * STRIDE + i] = elements[i * Extension.DEGREE + k];
        }
      }
    }

    /** Writes weight over denominator, summed over a group. */
    private void sum(int[] group, int column, int from, int count) {
      int[] elements = columns.elements();
      for (int i = 0; i < count; i++) {
        int at = (from + i) * columns.width() + column;
        for (int interaction : group) {
          int weight = blocks[weights + interaction * STRIDE + i];
          for (int k = 0; k < Extension.DEGREE; k++) {
            int part = blocks[interaction * SIZE + k * STRIDE + i];
            elements[at + k] = KoalaBear.add(elements[at + k], KoalaBear.multiply(weight, part));
          }
        }
      }
    }
  }
}
