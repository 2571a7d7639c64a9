package io.braid.stark.bench;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.algebra.Fault;
import io.braid.stark.chip.KeccakCircuit;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.fixtures.ChipMutations;
import io.braid.stark.fixtures.FractionMutations;
import io.braid.stark.fixtures.ProofMutations;
import io.braid.stark.fixtures.ProofSubject;
import io.braid.stark.poly.Matrix;
import io.braid.stark.verifier.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Counts what the suites of tampering change, and what of it is rejected. */
final class TamperFigures {

  private static final int LOG_HEIGHT = 6;

  private final Random random = new Random(7);
  private int columns;
  private int constrained;
  private int tried;
  private int rejected;

  /** All columns of all chips are changed in valid traces. */
  void changeColumns() {
    Circuit keccak = KeccakCircuit.of(KeccakCircuit.chips(LOG_HEIGHT));
    Witness hashes = KeccakCircuit.witness(LOG_HEIGHT, KeccakCircuit.inputs(2, random), 2);
    change(keccak, hashes, KeccakCircuit.ROUNDS, 0, 11, 23, 24, 47);
    change(keccak, hashes, KeccakCircuit.TABLE_OF_PARITIES, lookedUp(hashes));
    Bus bus = new Bus(1, "permutations", Poseidon2Chip.ARITY);
    List<Chip> chips = List.of(Poseidon2Chip.on(bus), new CallerChip(bus));
    Circuit poseidon2 = new Circuit("poseidon2", chips, 0, List.of(), 3);
    int[] inputs = random.ints(16 * Poseidon2Chip.ELEMENTS, 0, KoalaBear.MODULUS).toArray();
    try (Workers workers = new Workers(1)) {
      Matrix trace = Poseidon2Chip.on(bus).trace(16, inputs, new int[16], workers);
      Matrix caller = new CallerChip(bus).trace(List.of());
      Witness witness = new Witness(List.of(trace, caller), new int[0]);
      change(poseidon2, witness, 0, 0, 7, 15);
    }
  }

  /** A row of the parities that is looked up: what stands in others says nothing. */
  private static int lookedUp(Witness witness) {
    Matrix counts = witness.traces().get(KeccakCircuit.TABLE_OF_PARITIES);
    int row = 0;
    while (counts.get(row, 0) == KoalaBear.ZERO) {
      row++;
    }
    return row;
  }

  private void change(Circuit circuit, Witness witness, int table, int... rows) {
    ChipMutations mutations = new ChipMutations(circuit, witness, random);
    ChipMutations.Report main = mutations.ofMain(table, rows);
    columns += main.columns();
    constrained += main.rejectedColumns();
    if (circuit.tables().get(table).fixedWidth() > 0) {
      ChipMutations.Report fixed = mutations.ofFixed(table, rows);
      columns += fixed.columns();
      constrained += fixed.rejectedColumns();
    }
    FractionMutations.Report fractions =
        new FractionMutations(circuit, witness, random).of(table, rows);
    columns += fractions.columns();
    constrained += fractions.rejectedColumns();
  }

  /** Proofs are changed in every way. */
  void changeProofs() {
    try (Workers workers = new Workers(2)) {
      List<ProofSubject> subjects = ProofSubject.all(random, workers);
      for (ProofSubject subject : subjects) {
        ProofMutations.of(
            subject,
            subjects,
            ProofMutations.Amount.ALL,
            random,
            workers,
            mutation -> {
              Optional<Fault> fault =
                  new Verifier(mutation.key()).verify(mutation.publicValues(), mutation.proof());
              tried++;
              rejected += fault.filter(mutation.expected()::contains).isPresent() ? 1 : 0;
            });
      }
    }
  }

  int columns() {
    return columns;
  }

  int constrained() {
    return constrained;
  }

  int tried() {
    return tried;
  }

  /** Those that are rejected with a fault that is expected. */
  int rejected() {
    return rejected;
  }
}
