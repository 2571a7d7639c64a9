package io.braid.protocol.crypto;

/**
 * The Poseidon2 permutation (Grassi, Khovratovich, Schofnegger, eprint 2023/323) over {@link
 * KoalaBear} at width 16: S-box x^3, 4 external rounds, 20 internal ones and 4 external ones again.
 *
 * <p>Elements are in Montgomery form and not brought into range between steps; the comments bound
 * their magnitudes, all of which must keep products within 63 bits.
 */
public final class Poseidon2 {

  /** The elements of a state. */
  public static final int WIDTH = Poseidon2Constants.WIDTH;

  private static final long[][] EXTERNAL_INITIAL =
      toMontgomery(Poseidon2Constants.EXTERNAL_INITIAL);
  private static final long[] INTERNAL = toMontgomery(Poseidon2Constants.INTERNAL);
  private static final long[][] EXTERNAL_FINAL = toMontgomery(Poseidon2Constants.EXTERNAL_FINAL);
  private static final long[] DIAGONAL = diagonal();

  private Poseidon2() {}

  /**
   * Permutes a state in place.
   *
   * @param state {@value #WIDTH} elements in Montgomery form with magnitudes of at most 2^31, as
   *     they are on return
   */
  public static void permute(long[] state) {
    multiplyExternal(state);
    for (long[] constants : EXTERNAL_INITIAL) {
      externalRound(state, constants);
    }
    // External rounds leave up to 2^36.3, internal ones take less.
    for (int i = 0; i < WIDTH; i++) {
      state[i] = KoalaBear.fold(state[i]);
    }
    for (long constant : INTERNAL) {
      internalRound(state, constant);
    }
    for (long[] constants : EXTERNAL_FINAL) {
      externalRound(state, constants);
    }
    for (int i = 0; i < WIDTH; i++) {
      state[i] = KoalaBear.fold(state[i]);
    }
  }

  /** Takes magnitudes of at most 2^36.3 and leaves such: 35 times 2^31.1. */
  private static void externalRound(long[] state, long[] constants) {
    for (int i = 0; i < WIDTH; i++) {
      state[i] = cube(state[i] + constants[i]);
    }
    multiplyExternal(state);
  }

  /** Takes magnitudes of at most 2^32.5 and leaves such: 2^31.3 and the sum. */
  private static void internalRound(long[] state, long constant) {
    state[0] = cube(state[0] + constant);
    long sum = 0;
    for (int i = 0; i < WIDTH; i++) {
      sum += state[i];
    }
    // At most 2^36.5 before, 2^30.9 after.
    sum = KoalaBear.fold(sum);
    for (int i = 0; i < WIDTH; i++) {
      state[i] = KoalaBear.reduce(state[i] * DIAGONAL[i]) + sum;
    }
  }

  /** Takes a magnitude of at most 2^37, which folds to 2^31.1, and gives one of at most 2^31.1. */
  private static long cube(long element) {
    long folded = KoalaBear.fold(element);
    return KoalaBear.reduce(KoalaBear.reduce(folded * folded) * folded);
  }

  /**
   * Multiplies by circ(2 M4, M4, M4, M4): M4 on each four elements, then to each the sum of all
   * fours. The rows of coefficients add up to 35, so magnitudes grow by less than 2^5.2.
   */
  private static void multiplyExternal(long[] state) {
    long sum0 = 0;
    long sum1 = 0;
    long sum2 = 0;
    long sum3 = 0;
    for (int i = 0; i < WIDTH; i += 4) {
      // M4 is circ(2, 3, 1, 1): each row is the sum of the four, once more its own and twice the
      // next.
      long x0 = state[i];
      long x1 = state[i + 1];
      long x2 = state[i + 2];
      long x3 = state[i + 3];
      long sum = x0 + x1 + x2 + x3;
      long y0 = sum + x0 + 2 * x1;
      long y1 = sum + x1 + 2 * x2;
      long y2 = sum + x2 + 2 * x3;
      long y3 = sum + x3 + 2 * x0;
      state[i] = y0;
      state[i + 1] = y1;
      state[i + 2] = y2;
      state[i + 3] = y3;
      sum0 += y0;
      sum1 += y1;
      sum2 += y2;
      sum3 += y3;
    }
    for (int i = 0; i < WIDTH; i += 4) {
      state[i] += sum0;
      state[i + 1] += sum1;
      state[i + 2] += sum2;
      state[i + 3] += sum3;
    }
  }

  /** In Montgomery form and nearest to zero: magnitudes of at most p / 2. */
  private static long[] diagonal() {
    long half = KoalaBear.toMontgomery((KoalaBear.MODULUS + 1) / 2);
    long[] diagonal = new long[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      long element = KoalaBear.toMontgomery(Poseidon2Constants.DIAGONAL_NUMERATORS[i]);
      for (int j = 0; j < Poseidon2Constants.DIAGONAL_EXPONENTS[i]; j++) {
        element = KoalaBear.reduce(element * half);
      }
      element = Math.floorMod(element, (long) KoalaBear.MODULUS);
      diagonal[i] = element > KoalaBear.MODULUS / 2 ? element - KoalaBear.MODULUS : element;
    }
    return diagonal;
  }

  private static long[][] toMontgomery(int[][] rows) {
    long[][] elements = new long[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      elements[i] = toMontgomery(rows[i]);
    }
    return elements;
  }

  private static long[] toMontgomery(int[] numbers) {
    long[] elements = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      elements[i] = KoalaBear.toMontgomery(numbers[i]);
    }
    return elements;
  }
}
