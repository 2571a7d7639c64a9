package io.braid.stark.bench;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.chip.KeccakChip;
import io.braid.stark.chip.KeccakParityChip;
import io.braid.stark.chip.KeccakTrace;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What is proven: a circuit and a witness.
 *
 * @param permutations in the witness; 0 where that says nothing
 */
record BenchCircuit(Circuit circuit, Witness witness, int permutations) {

  private static final int DEGREE = 3;
  private static final long SEED = 7;
  private static final Bus PERMUTATIONS = new Bus(1, "permutations", Poseidon2Chip.ARITY);
  private static final Bus KECCAK = new Bus(1, "permutations", KeccakChip.ARITY);
  private static final Bus PARITIES = new Bus(2, "parities", 1);

  /** A circuit by its name, with a height where it has one to choose. */
  static BenchCircuit of(String name, int logHeight, Workers workers) {
    return switch (name) {
      case "poseidon2" -> poseidon2(logHeight, workers);
      case "keccak" -> keccak(logHeight, workers);
      case "calls" -> calls(logHeight, workers);
      case "ledger-sized" -> ledgerSized();
      default -> throw new IllegalArgumentException("no circuit is called " + name);
    };
  }

  /** Permutations of Poseidon2 alone, one a row. */
  private static BenchCircuit poseidon2(int logHeight, Workers workers) {
    Poseidon2Chip chip = Poseidon2Chip.alone();
    Matrix trace = chip.trace(1 << logHeight, inputs(logHeight), new int[0], workers);
    return of("poseidon2", List.of(chip), List.of(trace), 1 << logHeight);
  }

  private static int[] inputs(int logHeight) {
    return new Random(SEED)
        .ints((long) Poseidon2Chip.ELEMENTS << logHeight, 0, KoalaBear.MODULUS)
        .toArray();
  }

  /** As many permutations of Keccak-f as the height has room for. */
  private static BenchCircuit keccak(int logHeight, Workers workers) {
    int permutations = KeccakChip.capacity(logHeight);
    long[] inputs = new Random(SEED).longs((long) permutations * Keccak.WORDS).toArray();
    KeccakTrace trace = KeccakTrace.of(logHeight, inputs, new int[permutations], workers);
    List<Chip> chips =
        List.of(new KeccakChip(logHeight, KECCAK, PARITIES), new KeccakParityChip(PARITIES));
    return of("keccak", chips, List.of(trace.rounds(), trace.parities()), permutations);
  }

  /** Permutations of Poseidon2, all of them looked up by a second table. */
  private static BenchCircuit calls(int logHeight, Workers workers) {
    Poseidon2Chip chip = Poseidon2Chip.on(PERMUTATIONS);
    CallerChip caller = new CallerChip(PERMUTATIONS);
    int[] counts = new int[1 << logHeight];
    Arrays.fill(counts, 1);
    Matrix trace = chip.trace(1 << logHeight, inputs(logHeight), counts, workers);
    List<int[]> tuples = new ArrayList<>();
    for (int row = 0; row < trace.height(); row++) {
      int[] tuple = new int[Poseidon2Chip.ARITY];
      for (int i = 0; i < Poseidon2Chip.ELEMENTS; i++) {
        tuple[i] = trace.get(row, Poseidon2Chip.INPUTS + i);
        tuple[Poseidon2Chip.ELEMENTS + i] = trace.get(row, Poseidon2Chip.OUTPUTS + i);
      }
      tuples.add(tuple);
    }
    List<Matrix> traces = List.of(trace, caller.trace(tuples));
    return of("calls", List.of(chip, caller), traces, 1 << logHeight);
  }

  /** Tables with as many columns and rows as a ledger's will have; what they say means nothing. */
  private static BenchCircuit ledgerSized() {
    Random random = new Random(SEED);
    List<Chip> chips = new ArrayList<>();
    List<Matrix> traces = new ArrayList<>();
    SyntheticChip.Range range = new SyntheticChip.Range();
    int[][] sizes = {{18, 70}, {17, 140}, {16, 190}, {15, 190}, {14, 170}, {12, 106}};
    for (int[] size : sizes) {
      SyntheticChip chip = new SyntheticChip("rows of 2^" + size[0], size[1]);
      chips.add(chip);
      traces.add(chip.trace(size[0], range, random));
    }
    chips.add(range);
    traces.add(range.trace());
    return of("ledger-sized", chips, traces, 0);
  }

  private static BenchCircuit of(
      String name, List<Chip> chips, List<Matrix> traces, int permutations) {
    Circuit circuit = new Circuit(name, chips, 0, List.of(), DEGREE);
    return new BenchCircuit(circuit, new Witness(traces, new int[0]), permutations);
  }
}
