package io.braid.stark.prover;

import io.braid.stark.air.Circuit;
import io.braid.stark.air.Table;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.key.Layout;
import io.braid.stark.poly.Matrix;

/** Makes proofs for a key. One proof is made at a time, on all threads of its workers. */
public final class Prover {

  private final ProvingKey key;
  private final Workers workers;

  /** A prover. */
  public Prover(ProvingKey key, Workers workers) {
    this.key = key;
    this.workers = workers;
  }

  /**
   * The proof of a witness. If that does not satisfy the constraints, so will not the proof the
   * verifier: {@code RowChecker} says why.
   *
   * @throws IllegalArgumentException if the witness has not the circuit's shape, or heights that
   *     the key does not allow
   */
  public byte[] prove(Witness witness) {
    return prove(witness, step -> {});
  }

  /**
   * The same, with someone who is told of each step, and may {@linkplain Witness#release release}
   * the witness when that of the quotient begins.
   */
  public byte[] prove(Witness witness, ProverStep.Observer observer) {
    Circuit circuit = key.verifyingKey().circuit();
    witness.checkShape(circuit);
    int[] logHeights = witness.traces().stream().mapToInt(Matrix::logHeight).toArray();
    for (int t = 0; t < logHeights.length; t++) {
      Table table = circuit.tables().get(t);
      if (!key.verifyingKey().heights().tables().get(t).contains(logHeights[t])) {
        throw new IllegalArgumentException(
            "table %s has 2^%d rows, which the key does not allow"
                .formatted(table.name(), logHeights[t]));
      }
    }
    if (!circuit.busesThatCanWrap(logHeights).isEmpty()) {
      throw new IllegalArgumentException(
          "with these heights weights could add up to p on "
              + circuit.busesThatCanWrap(logHeights));
    }
    Layout layout = new Layout(circuit, key.verifyingKey().profile(), logHeights);
    return new Proving(key, layout, witness, workers).run(observer);
  }
}
