package io.braid.stark.chip;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.Circuit;
import io.braid.stark.air.Witness;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.CallerChip;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Permutations of Keccak, their parities, and a caller that looks all of them up. */
public final class KeccakCircuit {

  static final Bus PERMUTATIONS = new Bus(1, "permutations", KeccakChip.ARITY);
  static final Bus PARITIES = new Bus(2, "parities", 1);

  /** Where the rounds stand among the tables. */
  public static final int ROUNDS = 0;

  /** Where the parities stand. */
  public static final int TABLE_OF_PARITIES = 1;

  private KeccakCircuit() {}

  /** The chips, in the order of their tables. */
  public static List<Chip> chips(int logHeight) {
    return List.of(
        new KeccakChip(logHeight, PERMUTATIONS, PARITIES),
        new KeccakParityChip(PARITIES),
        new CallerChip(PERMUTATIONS));
  }

  /** A circuit of such chips. */
  public static Circuit of(List<Chip> chips) {
    return new Circuit("keccak", chips, 0, List.of(), 3);
  }

  /** Inputs at random. */
  public static long[] inputs(int permutations, Random random) {
    return random.longs((long) permutations * Keccak.WORDS).toArray();
  }

  /** Tuples of inputs and outputs, the outputs by {@link Keccak}. */
  static List<int[]> tuples(long[] inputs) {
    List<int[]> tuples = new ArrayList<>();
    long[] state = new long[Keccak.WORDS];
    for (int p = 0; p < inputs.length / Keccak.WORDS; p++) {
      System.arraycopy(inputs, p * Keccak.WORDS, state, 0, Keccak.WORDS);
      tuples.add(tuple(p, KeccakChip.INPUT, state));
      Keccak.permute(state);
      tuples.add(tuple(p, KeccakChip.OUTPUT, state));
    }
    return tuples;
  }

  private static int[] tuple(int permutation, int kind, long[] state) {
    int[] tuple = new int[KeccakChip.ARITY];
    tuple[0] = KoalaBear.of(permutation);
    tuple[1] = KoalaBear.of(kind);
    System.arraycopy(KeccakTrace.limbs(state), 0, tuple, 2, KeccakChip.LIMBS);
    return tuple;
  }

  /** A witness in which each permutation is looked up so many times. */
  public static Witness witness(int logHeight, long[] inputs, int times) {
    int[] counts = new int[inputs.length / Keccak.WORDS];
    List<int[]> tuples = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      tuples.addAll(tuples(inputs));
    }
    Arrays.fill(counts, times);
    try (Workers workers = new Workers(2)) {
      KeccakTrace trace = KeccakTrace.of(logHeight, inputs, counts, workers);
      Matrix caller = new CallerChip(PERMUTATIONS).trace(tuples);
      return new Witness(List.of(trace.rounds(), trace.parities(), caller), new int[0]);
    }
  }
}
