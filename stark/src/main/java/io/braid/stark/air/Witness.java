package io.braid.stark.air;

import io.braid.stark.poly.Matrix;
import java.util.List;

/** What a proof is made from. */
public final class Witness {

  private List<Matrix> traces;
  private final int[] publicValues;

  /**
   * A witness; nothing is copied.
   *
   * @param traces the columns of each table, in the order of the circuit
   */
  public Witness(List<Matrix> traces, int[] publicValues) {
    this.traces = traces;
    this.publicValues = publicValues;
  }

  /** The columns of each table. */
  public List<Matrix> traces() {
    return traces;
  }

  /**
   * Lets go of the columns, so that their memory can be used again: a prover needs them no more
   * once it has told that its step of the quotient begins.
   */
  public void release() {
    traces = List.of();
  }

  /** The public values. */
  public int[] publicValues() {
    return publicValues;
  }

  /**
   * Checks shapes, not contents.
   *
   * @throws IllegalArgumentException if tables, columns, heights or public values are not those of
   *     the circuit
   */
  public void checkShape(Circuit circuit) {
    if (traces.size() != circuit.tables().size()) {
      throw new IllegalArgumentException(
          "%d tables, and circuit %s has %d"
              .formatted(traces.size(), circuit.name(), circuit.tables().size()));
    }
    if (publicValues.length != circuit.publicValues()) {
      throw new IllegalArgumentException(
          "%d public values, and circuit %s has %d"
              .formatted(publicValues.length, circuit.name(), circuit.publicValues()));
    }
    for (int t = 0; t < traces.size(); t++) {
      checkTable(circuit, t);
    }
  }

  private void checkTable(Circuit circuit, int index) {
    Table table = circuit.tables().get(index);
    Matrix trace = traces.get(index);
    if (trace.width() != table.width()) {
      throw new IllegalArgumentException(
          "%d columns, and table %s has %d".formatted(trace.width(), table.name(), table.width()));
    }
    circuit
        .fixed()
        .get(index)
        .ifPresent(fixed -> {
          if (fixed.height() != trace.height()) {
            throw new IllegalArgumentException(
                "%d rows, and table %s has %d"
                    .formatted(trace.height(), table.name(), fixed.height()));
          }
        });
  }
}
