package io.braid.stark.bench;

import io.braid.stark.air.Table;
import io.braid.stark.commit.MatrixShape;
import io.braid.stark.field.Extension;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is committed to.
 *
 * @param fixed columns that everyone knows, of each table that has some
 * @param main columns that the prover fills, of each table
 * @param fractions those of the buses, of each table that has some
 * @param quotient its parts
 * @param permutations what the witness has of them
 */
record Sizes(
    List<MatrixShape> fixed,
    List<MatrixShape> main,
    List<MatrixShape> fractions,
    MatrixShape quotient,
    int permutations) {

  /** Those of a circuit and a witness, neither of which is kept. */
  static Sizes of(BenchCircuit proven) {
    List<MatrixShape> fixed = new ArrayList<>();
    List<MatrixShape> main = new ArrayList<>();
    List<MatrixShape> fractions = new ArrayList<>();
    int tallest = 0;
    for (int t = 0; t < proven.circuit().tables().size(); t++) {
      Table table = proven.circuit().tables().get(t);
      Matrix trace = proven.witness().traces().get(t);
      main.add(MatrixShape.of(trace));
      if (table.fixedWidth() > 0) {
        fixed.add(new MatrixShape(trace.logHeight(), table.fixedWidth()));
      }
      if (table.logUpWidth() > 0) {
        int width = table.logUpWidth() * Extension.DEGREE;
        fractions.add(new MatrixShape(trace.logHeight(), width));
      }
      tallest = Math.max(tallest, trace.logHeight());
    }
    int width = (proven.circuit().degree() - 1) * Extension.DEGREE;
    MatrixShape quotient = new MatrixShape(tallest, width);
    return new Sizes(fixed, main, fractions, quotient, proven.permutations());
  }

  private static long cells(List<MatrixShape> shapes) {
    return shapes.stream().mapToLong(shape -> (long) shape.width() << shape.logHeight()).sum();
  }

  private static int columns(List<MatrixShape> shapes) {
    return shapes.stream().mapToInt(MatrixShape::width).sum();
  }

  /** Cells that the witness fills. */
  long mainCells() {
    return cells(main);
  }

  /** Cells that are committed to before the quotient: fixed ones and those of fractions too. */
  long committedCells() {
    return cells(fixed) + cells(main) + cells(fractions);
  }

  /** Cells of the quotient. */
  long quotientCells() {
    return cells(List.of(quotient));
  }

  /** All columns. */
  int columns() {
    return columns(fixed) + columns(main) + columns(fractions) + quotient.width();
  }

  /** The greatest height, as a power of two. */
  int logHeight() {
    return quotient.logHeight();
  }
}
