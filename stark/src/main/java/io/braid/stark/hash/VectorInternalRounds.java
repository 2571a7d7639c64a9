package io.braid.stark.hash;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The internal rounds of {@link VectorPoseidon2Kernel}. The multiples of the first nine elements,
 * which are the same at both widths, stand in the code; those of the others are fractions 1 / 2^k
 * and, behind them, -1 / 2^k, and stand in a table. The constants are those of {@link
 * ShiftedConstants}.
 *
 * <p>An element is from 0 to p - 1, and {@code sum} what all get. Small multiples are additions. By
 * 2^k, up to 2^24, which divides p - 1, one divides so: the last k bits of x, times (p - 1) / 2^k,
 * are subtracted from the other bits, since x less its last bits times p is a multiple of 2^k. The
 * difference, from (p - 1) / 2^k - (p - 1) to (p - 1) / 2^k, has p values; shifted by a constant it
 * is an element, its sum with another one is below 2 p, and one {@code UMIN} reduces that. Nothing
 * undoes the shift: {@link ShiftedConstants} accounts for it.
 *
 * <p>Of the sum only what the first element adds waits for its S-box; that of all others, {@code
 * rest}, is added up along the way.
 *
 * <p>The method could hold all elements in variables, and did: then it grows past what the first
 * compiler can take, which leaves it, now and then, for good to code that puts vectors on the heap.
 */
final class VectorInternalRounds {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  /** The elements whose multiples stand in the code. */
  private static final int IN_CODE = 9;

  /** The vectors of a fraction: the mask of its last bits, their factor, the shift. */
  private static final int VECTORS = 3;

  private final int[] constants;
  private final int positive;
  private final int[] exponents;
  private final int[] fractions;

  VectorInternalRounds(Poseidon2 permutation, int[] constants) {
    this.constants = constants;
    exponents = Arrays.copyOfRange(permutation.exponents(), IN_CODE, permutation.width());
    fractions = new int[exponents.length * VECTORS * LANES];
    int above = 0;
    for (int i = 0; i < exponents.length; i++) {
      int element = IN_CODE + i;
      int at = i * VECTORS * LANES;
      Arrays.fill(fractions, at, at + LANES, (1 << exponents[i]) - 1);
      Arrays.fill(fractions, at + LANES, at + 2 * LANES, P >>> exponents[i]);
      int shift = ShiftedConstants.shift(permutation, element);
      Arrays.fill(fractions, at + 2 * LANES, at + 3 * LANES, shift);
      above += permutation.numerators()[element] > 0 ? 1 : 0;
    }
    positive = above;
  }

  /** Replaces the states. */
  void apply(int[] states) {
    apply(states, constants, positive, exponents, fractions);
  }

  private static void apply(
      int[] states, int[] constants, int positive, int[] exponents, int[] fractions) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    IntVector half = IntVector.broadcast(INTS, P >>> 1);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    LongVector p = LongVector.broadcast(LONGS, P).and(low);
    LongVector quotient =
        LongVector.broadcast(LONGS, VectorPoseidon2Kernel.NEGATIVE_QUOTIENT).and(low);
    IntVector x0 = IntVector.fromArray(INTS, states, 0).add(constants[0]);
    x0 = x0.lanewise(UMIN, x0.sub(modulus));
    IntVector rest = IntVector.zero(INTS);
    for (int at = LANES; at < states.length; at += LANES) {
      rest = rest.add(IntVector.fromArray(INTS, states, at));
      rest = rest.lanewise(UMIN, rest.sub(modulus));
    }
    for (int round = 1; round < constants.length; round++) {
      // The cube, as in the external rounds.
      LongVector xEven = x0.reinterpretAsLongs().and(low);
      LongVector xOdd = x0.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector even = xEven.mul(xEven);
      LongVector odd = xOdd.mul(xOdd);
      even = even.add(even.and(low).mul(quotient).and(low).mul(p)).lanewise(LSHR, 32).mul(xEven);
      odd = odd.add(odd.and(low).mul(quotient).and(low).mul(p)).lanewise(LSHR, 32).mul(xOdd);
      even = even.add(even.and(low).mul(quotient).and(low).mul(p)).lanewise(LSHR, 32);
      odd = odd.add(odd.and(low).mul(quotient).and(low).mul(p)).and(high);
      IntVector cube = even.or(odd).reinterpretAsInts();
      cube = cube.lanewise(UMIN, cube.sub(modulus));
      // What is added to all, and the first element, ready for its S-box.
      IntVector sum = rest.add(cube);
      sum = sum.lanewise(UMIN, sum.sub(modulus));
      x0 = rest.add(constants[round]);
      x0 = x0.lanewise(UMIN, x0.sub(modulus)).sub(cube);
      x0 = x0.lanewise(UMIN, x0.add(modulus));
      // 1 and 2.
      IntVector x = IntVector.fromArray(INTS, states, LANES).add(sum);
      rest = x.lanewise(UMIN, x.sub(modulus));
      rest.intoArray(states, LANES);
      x = IntVector.fromArray(INTS, states, 2 * LANES);
      x = x.add(x);
      x = x.lanewise(UMIN, x.sub(modulus)).add(sum);
      x = x.lanewise(UMIN, x.sub(modulus));
      x.intoArray(states, 2 * LANES);
      rest = rest.add(x);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
      // 1 / 2 and -1 / 2.
      x = IntVector.fromArray(INTS, states, 3 * LANES);
      x = sum.add(half).add(x.lanewise(LSHR, 1)).sub(x.and(1).mul(half));
      x = x.lanewise(UMIN, x.sub(modulus));
      x.intoArray(states, 3 * LANES);
      rest = rest.add(x);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
      x = IntVector.fromArray(INTS, states, 6 * LANES);
      x = sum.add(half).add(x.and(1).mul(half)).sub(x.lanewise(LSHR, 1));
      x = x.lanewise(UMIN, x.sub(modulus));
      x.intoArray(states, 6 * LANES);
      rest = rest.add(x);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
      // 3 and -3.
      IntVector once = IntVector.fromArray(INTS, states, 4 * LANES);
      x = once.add(once);
      x = x.lanewise(UMIN, x.sub(modulus)).add(once);
      x = x.lanewise(UMIN, x.sub(modulus)).add(sum);
      x = x.lanewise(UMIN, x.sub(modulus));
      x.intoArray(states, 4 * LANES);
      IntVector rest2 = x;
      once = IntVector.fromArray(INTS, states, 7 * LANES);
      x = once.add(once);
      x = x.lanewise(UMIN, x.sub(modulus)).add(once);
      x = sum.sub(x.lanewise(UMIN, x.sub(modulus)));
      x = x.lanewise(UMIN, x.add(modulus));
      x.intoArray(states, 7 * LANES);
      rest2 = rest2.add(x);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      // 4 and -4.
      x = IntVector.fromArray(INTS, states, 5 * LANES);
      x = x.add(x);
      x = x.lanewise(UMIN, x.sub(modulus));
      x = x.add(x);
      x = x.lanewise(UMIN, x.sub(modulus)).add(sum);
      x = x.lanewise(UMIN, x.sub(modulus));
      x.intoArray(states, 5 * LANES);
      rest2 = rest2.add(x);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      x = IntVector.fromArray(INTS, states, 8 * LANES);
      x = x.add(x);
      x = x.lanewise(UMIN, x.sub(modulus));
      x = x.add(x);
      x = sum.sub(x.lanewise(UMIN, x.sub(modulus)));
      x = x.lanewise(UMIN, x.add(modulus));
      x.intoArray(states, 8 * LANES);
      rest2 = rest2.add(x);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      // Fractions.
      for (int i = 0; i < positive; i++) {
        int at = (IN_CODE + i) * LANES;
        int fraction = i * VECTORS * LANES;
        x = IntVector.fromArray(INTS, states, at);
        IntVector last = x.and(IntVector.fromArray(INTS, fractions, fraction));
        last = last.mul(IntVector.fromArray(INTS, fractions, fraction + LANES));
        x = x.lanewise(LSHR, exponents[i]).sub(last).add(sum);
        x = x.add(IntVector.fromArray(INTS, fractions, fraction + 2 * LANES));
        x = x.lanewise(UMIN, x.sub(modulus));
        x.intoArray(states, at);
        rest = rest.add(x);
        rest = rest.lanewise(UMIN, rest.sub(modulus));
      }
      for (int i = positive; i < exponents.length; i++) {
        int at = (IN_CODE + i) * LANES;
        int fraction = i * VECTORS * LANES;
        x = IntVector.fromArray(INTS, states, at);
        IntVector last = x.and(IntVector.fromArray(INTS, fractions, fraction));
        last = last.mul(IntVector.fromArray(INTS, fractions, fraction + LANES));
        x = last.sub(x.lanewise(LSHR, exponents[i])).add(sum);
        x = x.add(IntVector.fromArray(INTS, fractions, fraction + 2 * LANES));
        x = x.lanewise(UMIN, x.sub(modulus));
        x.intoArray(states, at);
        rest2 = rest2.add(x);
        rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      }
      rest = rest.add(rest2);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
    }
    x0.intoArray(states, 0);
  }
}
