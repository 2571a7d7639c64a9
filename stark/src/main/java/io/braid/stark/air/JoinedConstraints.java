package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;

/** All constraints of a table, each times its coefficient, added up: at many points. */
public final class JoinedConstraints {

  /** Points that one piece of work has at least. */
  private static final int GRAIN = 4 * BlockEvaluator.BLOCK;

  private final Table table;
  private final BlockProgram program;

  /** The joined constraints of a table. */
  public JoinedConstraints(Table table) {
    this.table = table;
    this.program = table.constraints().isEmpty() ? null : BlockProgram.ofJoined(table);
  }

  /**
   * Adds them to a sum.
   *
   * @param main the table's columns, in as many rows as there are points, or a multiple; then a
   *     point is in every such row
   * @param fixed its fixed columns, or null if it has none
   * @param logUp its fractions, or null if it has none
   * @param selectors at the points
   * @param nextDistance behind point k the next row is that of point k plus this, in a circle
   * @param sum four columns, a row for each point
   */
  public void addTo(
      Matrix sum,
      Matrix main,
      Matrix fixed,
      Matrix logUp,
      BlockSelectors selectors,
      int nextDistance,
      UniformValues uniform,
      Workers workers) {
    if (program == null) {
      return;
    }
    BlockSource source = new BlockSource(main, fixed, logUp, sum.height(), nextDistance);
    int[] uniforms = uniform.compute(table.graph(), program.uniformNodes());
    BlockKernel kernel = BlockKernel.fastest();
    workers.forRange(
        0,
        sum.height(),
        GRAIN,
        (from, to) -> {
          BlockEvaluator evaluator =
              new BlockEvaluator(program, source, selectors, uniforms, kernel);
          evaluator.run(
              from,
              to,
              (output, first, count, blocks, at, stride) ->
                  add(sum.elements(), first, count, blocks, at, stride));
        });
  }

  private static void add(int[] sum, int first, int count, int[] blocks, int at, int stride) {
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < Extension.DEGREE; k++) {
        int place = (first + i) * Extension.DEGREE + k;
        sum[place] = KoalaBear.add(sum[place], blocks[at + k * stride + i]);
      }
    }
  }
}
