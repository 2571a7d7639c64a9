package io.braid.stark.air;

import io.braid.stark.block.BlockKernel;
import io.braid.stark.field.Extension;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of a witness, without proving anything, whether all constraints hold in all rows and all
 * buses are balanced, and if not, what does not.
 */
public final class RowChecker {

  private final Circuit circuit;
  private final BlockKernel kernel = BlockKernel.fastest();

  /** A checker of witnesses of a circuit. */
  public RowChecker(Circuit circuit) {
    this.circuit = circuit;
  }

  /**
   * What is wrong with a witness; empty if nothing is.
   *
   * @throws IllegalArgumentException if it has not the circuit's shape
   */
  public List<Violation> check(Witness witness) {
    witness.checkShape(circuit);
    List<Violation> violations = new ArrayList<>();
    UniformValues uniform = UniformValues.of(witness.publicValues());
    BusLedger ledger = new BusLedger();
    for (int t = 0; t < circuit.tables().size(); t++) {
      Table table = circuit.tables().get(t);
      BlockSource source = source(witness, t, null);
      List<Constraint> constraints =
          table.constraints().stream().filter(c -> !table.graph().isOfExtension(c.node())).toList();
      check(table, constraints, source, uniform, violations);
      ledger.collect(table, source, uniform, kernel);
    }
    ledger.collect(circuit.publicInteractions(), witness.publicValues());
    violations.addAll(ledger.violations());
    return violations;
  }

  /**
   * What is wrong with a table's columns of fractions: constraints that do not hold.
   *
   * @param table its index
   * @param challenges of the buses
   * @param sum what all fractions are said to add up to
   */
  public List<Violation> checkLogUp(
      Witness witness, int table, Matrix logUp, int[] challenges, int[] sum) {
    Table checked = circuit.tables().get(table);
    List<Violation> violations = new ArrayList<>();
    List<Constraint> constraints =
        checked.constraints().stream()
            .filter(c -> checked.graph().isOfExtension(c.node()))
            .toList();
    UniformValues uniform = new UniformValues(witness.publicValues(), challenges, sum);
    check(checked, constraints, source(witness, table, logUp), uniform, violations);
    return violations;
  }

  private BlockSource source(Witness witness, int table, Matrix logUp) {
    Matrix fixed = circuit.fixed().get(table).orElse(null);
    return BlockSource.ofTrace(witness.traces().get(table), fixed, logUp);
  }

  private void check(
      Table table,
      List<Constraint> constraints,
      BlockSource source,
      UniformValues uniform,
      List<Violation> violations) {
    int[] nodes = constraints.stream().mapToInt(Constraint::node).toArray();
    BlockProgram program = BlockProgram.of(table, nodes);
    int[] uniforms = uniform.compute(table.graph(), program.uniformNodes());
    BlockEvaluator evaluator =
        new BlockEvaluator(
            program, source, BlockSelectors.ofTrace(source.points()), uniforms, kernel);
    int[] firstRow = new int[nodes.length];
    int[] rows = new int[nodes.length];
    evaluator.run(
        0,
        source.points(),
        (output, from, count, blocks, at, stride) -> {
          for (int i = 0; i < count; i++) {
            if (!isZero(blocks, at + i, stride)) {
              firstRow[output] = rows[output] == 0 ? from + i : firstRow[output];
              rows[output]++;
            }
          }
        });
    for (int i = 0; i < nodes.length; i++) {
      if (rows[i] > 0) {
        String label = constraints.get(i).label();
        violations.add(new Violation.OfConstraint(table.name(), label, firstRow[i], rows[i]));
      }
    }
  }

  private static boolean isZero(int[] blocks, int at, int stride) {
    if (stride == 0) {
      return blocks[at] == KoalaBear.ZERO;
    }
    for (int k = 0; k < Extension.DEGREE; k++) {
      if (blocks[at + k * stride] != KoalaBear.ZERO) {
        return false;
      }
    }
    return true;
  }
}
