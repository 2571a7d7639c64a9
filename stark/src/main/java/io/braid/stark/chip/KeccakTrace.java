package io.braid.stark.chip;

import static io.braid.stark.chip.KeccakLayout.ROUNDS;

import io.braid.stark.cpu.Workers;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;

/** The traces of {@link KeccakChip} and of its {@link KeccakParityChip}. */
public final class KeccakTrace {

  private final Matrix rounds;
  private final Matrix parities;

  private KeccakTrace(Matrix rounds, Matrix parities) {
    this.rounds = rounds;
    this.parities = parities;
  }

  /**
   * The rows of permutations; behind them stand permutations of zeros.
   *
   * @param inputs 25 words for each permutation, one behind the other
   * @param counts how often each permutation is looked up, its input and its output
   * @throws IllegalArgumentException if they do not fit into the height
   */
  public static KeccakTrace of(int logHeight, long[] inputs, int[] counts, Workers workers) {
    int height = 1 << logHeight;
    if (inputs.length != counts.length * Keccak.WORDS
        || counts.length > KeccakChip.capacity(logHeight)) {
      throw new IllegalArgumentException(
          "%d counts and %d words for at most %d permutations"
              .formatted(counts.length, inputs.length, KeccakChip.capacity(logHeight)));
    }
    Matrix rounds = new Matrix(height, KeccakLayout.WIDTH);
    int[] parities = new int[1 << KeccakParityChip.LOG_HEIGHT];
    int permutations = (height + ROUNDS - 1) / ROUNDS;
    workers.forRange(
        0,
        permutations,
        1,
        (from, to) -> {
          KeccakRows rows = new KeccakRows(rounds);
          for (int permutation = from; permutation < to; permutation++) {
            rows.begin(inputs, permutation);
            for (int round = 0; round < ROUNDS; round++) {
              rows.round(permutation * ROUNDS + ROUNDS - 1 - round);
            }
          }
          rows.addCounts(parities);
        });
    for (int permutation = 0; permutation < counts.length; permutation++) {
      int count = KoalaBear.of(counts[permutation]);
      rounds.set(permutation * ROUNDS, KeccakLayout.COUNT, count);
      rounds.set(permutation * ROUNDS + ROUNDS - 1, KeccakLayout.COUNT, count);
    }
    Matrix counted = new Matrix(parities.length, 1);
    for (int i = 0; i < parities.length; i++) {
      counted.set(i, 0, KoalaBear.of(parities[i]));
    }
    return new KeccakTrace(rounds, counted);
  }

  /** The limbs of a state of 25 words, as they stand in tuples. */
  public static int[] limbs(long[] state) {
    int[] limbs = new int[KeccakChip.LIMBS];
    for (int limb = 0; limb < limbs.length; limb++) {
      limbs[limb] = KoalaBear.of(KeccakRows.limb(state, limb));
    }
    return limbs;
  }

  /** The trace of the {@link KeccakChip}. */
  public Matrix rounds() {
    return rounds;
  }

  /** The trace of the {@link KeccakParityChip}: what the rounds look up there is counted. */
  public Matrix parities() {
    return parities;
  }
}
