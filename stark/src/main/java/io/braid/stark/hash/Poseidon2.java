package io.braid.stark.hash;

import io.braid.stark.field.KoalaBear;

/**
 * The Poseidon2 permutation (Grassi, Khovratovich, Schofnegger, eprint 2023/323) over {@link
 * KoalaBear}: S-box x^3, 4 external rounds, the internal ones, and 4 external ones again, at one of
 * two widths. In plain Java: the reference, and what serves a verifier.
 */
public final class Poseidon2 {

  /** 16 elements, 20 internal rounds. */
  public static final Poseidon2 WIDTH_16 =
      new Poseidon2(
          16,
          Poseidon2Constants.EXTERNAL_INITIAL_16,
          Poseidon2Constants.INTERNAL_16,
          Poseidon2Constants.EXTERNAL_FINAL_16,
          Poseidon2Constants.DIAGONAL_NUMERATORS_16,
          Poseidon2Constants.DIAGONAL_EXPONENTS_16);

  /** 24 elements, 23 internal rounds. */
  public static final Poseidon2 WIDTH_24 =
      new Poseidon2(
          24,
          Poseidon2Constants.EXTERNAL_INITIAL_24,
          Poseidon2Constants.INTERNAL_24,
          Poseidon2Constants.EXTERNAL_FINAL_24,
          Poseidon2Constants.DIAGONAL_NUMERATORS_24,
          Poseidon2Constants.DIAGONAL_EXPONENTS_24);

  private final int width;
  private final int[] externalInitial;
  private final int[] internal;
  private final int[] externalFinal;
  private final int[] numerators;
  private final int[] exponents;
  private final int[] diagonal;

  private Poseidon2(
      int width,
      int[] externalInitial,
      int[] internal,
      int[] externalFinal,
      int[] numerators,
      int[] exponents) {
    this.width = width;
    this.externalInitial = elements(externalInitial);
    this.internal = elements(internal);
    this.externalFinal = elements(externalFinal);
    this.numerators = numerators;
    this.exponents = exponents;
    this.diagonal = diagonal(numerators, exponents);
  }

  private static int[] elements(int[] numbers) {
    int[] elements = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      elements[i] = KoalaBear.of(numbers[i]);
    }
    return elements;
  }

  private static int[] diagonal(int[] numerators, int[] exponents) {
    int[] diagonal = new int[numerators.length];
    for (int i = 0; i < diagonal.length; i++) {
      int numerator = KoalaBear.of(Math.floorMod(numerators[i], KoalaBear.MODULUS));
      int denominator = KoalaBear.of(1 << exponents[i]);
      diagonal[i] = KoalaBear.multiply(numerator, KoalaBear.inverse(denominator));
    }
    return diagonal;
  }

  /** The elements of a state. */
  public int width() {
    return width;
  }

  /**
   * Constants of the external rounds before the internal ones: for each round, one for each
   * element. A copy, as all that follow.
   */
  public int[] externalInitial() {
    return externalInitial.clone();
  }

  /** Constants of the internal rounds: one for each, added to element 0. */
  public int[] internal() {
    return internal.clone();
  }

  /** Constants of the external rounds behind the internal ones, as {@link #externalInitial}. */
  public int[] externalFinal() {
    return externalFinal.clone();
  }

  /** V, one for each element: the matrix of the internal rounds is J + diag(V), J all ones. */
  public int[] diagonal() {
    return diagonal.clone();
  }

  /** Of the diagonal of the internal matrix, above the powers of two: one for each element. */
  int[] numerators() {
    return numerators;
  }

  /** Of the powers of two below. */
  int[] exponents() {
    return exponents;
  }

  /** Replaces a state by its image. */
  public void permute(int[] state) {
    multiplyExternal(state);
    externalRounds(state, externalInitial);
    for (int constant : internal) {
      state[0] = cube(KoalaBear.add(state[0], constant));
      multiplyInternal(state);
    }
    externalRounds(state, externalFinal);
  }

  private void externalRounds(int[] state, int[] constants) {
    for (int at = 0; at < constants.length; at += width) {
      for (int i = 0; i < width; i++) {
        state[i] = cube(KoalaBear.add(state[i], constants[at + i]));
      }
      multiplyExternal(state);
    }
  }

  private static int cube(int element) {
    return KoalaBear.multiply(KoalaBear.square(element), element);
  }

  /** Multiplies by J + diag(V): the sum of all, and each its own multiple. */
  private void multiplyInternal(int[] state) {
    int sum = KoalaBear.ZERO;
    for (int i = 0; i < width; i++) {
      sum = KoalaBear.add(sum, state[i]);
    }
    for (int i = 0; i < width; i++) {
      state[i] = KoalaBear.add(KoalaBear.multiply(state[i], diagonal[i]), sum);
    }
  }

  /**
   * Multiplies by circ(2 M4, M4, ..., M4), where M4 is circ(2, 3, 1, 1): M4 on each four elements,
   * then to each the sum of those that have its place in their four.
   */
  private void multiplyExternal(int[] state) {
    int sum0 = KoalaBear.ZERO;
    int sum1 = KoalaBear.ZERO;
    int sum2 = KoalaBear.ZERO;
    int sum3 = KoalaBear.ZERO;
    for (int i = 0; i < width; i += 4) {
      int x0 = state[i];
      int x1 = state[i + 1];
      int x2 = state[i + 2];
      int x3 = state[i + 3];
      int sum = KoalaBear.add(KoalaBear.add(x0, x1), KoalaBear.add(x2, x3));
      // Each row is the sum of the four, once more its own and twice the next.
      state[i] = KoalaBear.add(KoalaBear.add(sum, x0), KoalaBear.twice(x1));
      state[i + 1] = KoalaBear.add(KoalaBear.add(sum, x1), KoalaBear.twice(x2));
      state[i + 2] = KoalaBear.add(KoalaBear.add(sum, x2), KoalaBear.twice(x3));
      state[i + 3] = KoalaBear.add(KoalaBear.add(sum, x3), KoalaBear.twice(x0));
      sum0 = KoalaBear.add(sum0, state[i]);
      sum1 = KoalaBear.add(sum1, state[i + 1]);
      sum2 = KoalaBear.add(sum2, state[i + 2]);
      sum3 = KoalaBear.add(sum3, state[i + 3]);
    }
    for (int i = 0; i < width; i += 4) {
      state[i] = KoalaBear.add(state[i], sum0);
      state[i + 1] = KoalaBear.add(state[i + 1], sum1);
      state[i + 2] = KoalaBear.add(state[i + 2], sum2);
      state[i + 3] = KoalaBear.add(state[i + 3], sum3);
    }
  }
}
