package io.braid.stark.hash;

import io.braid.stark.field.KoalaBear;
import java.util.Arrays;

/**
 * The round constants of {@link Poseidon2} for who keeps the elements of internal rounds, but the
 * first one, shifted by constants: each round adds a {@linkplain #shift shift} to each element of a
 * fractional multiple, which spares a reduction. What the shifts are after so many rounds is known
 * beforehand, so they are taken off where constants are added anyway: off the first element in each
 * internal round, and off all in the first external round behind them.
 */
final class ShiftedConstants {

  private final int[] internal;
  private final int[] externalFinal;

  ShiftedConstants(Poseidon2 permutation) {
    int[] diagonal = permutation.diagonal();
    int rounds = permutation.internal().length;
    internal = Arrays.copyOf(permutation.internal(), rounds + 1);
    int[] shifts = new int[diagonal.length];
    for (int round = 1; round <= rounds; round++) {
      // The sum that all get is shifted by the shifts of all.
      int sum = Arrays.stream(shifts).reduce(KoalaBear.ZERO, KoalaBear::add);
      internal[round] = KoalaBear.subtract(internal[round], sum);
      for (int i = 1; i < shifts.length; i++) {
        int own = KoalaBear.multiply(shifts[i], diagonal[i]);
        shifts[i] = KoalaBear.add(KoalaBear.add(own, sum), shift(permutation, i));
      }
    }
    externalFinal = permutation.externalFinal().clone();
    for (int i = 0; i < shifts.length; i++) {
      externalFinal[i] = KoalaBear.subtract(externalFinal[i], shifts[i]);
    }
  }

  /**
   * One for each internal round, added before it, and one that is added behind the last one, all to
   * the first element.
   */
  int[] internal() {
    return internal;
  }

  /** Of the external rounds behind them, as in the permutation. */
  int[] externalFinal() {
    return externalFinal;
  }

  /** What is added to the multiple of an element, so that 0 is the least that it can be. */
  static int shift(Poseidon2 permutation, int element) {
    int exponent = permutation.exponents()[element];
    if (exponent == 0) {
      return 0;
    }
    int part = KoalaBear.MODULUS >>> exponent;
    return permutation.numerators()[element] > 0 ? KoalaBear.MODULUS - 1 - part : part;
  }
}
