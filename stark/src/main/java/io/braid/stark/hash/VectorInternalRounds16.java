package io.braid.stark.hash;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The internal rounds of {@link VectorPoseidon2Kernel} at width 16, with all elements in variables.
 * The multiples of the diagonal stand in the code; the constants are those of {@link
 * ShiftedConstants}.
 *
 * <p>An element is from 0 to p - 1, and {@code sum} what all get. Small multiples are additions. By
 * 2^k, up to 2^24, which divides p - 1, one divides so: the last k bits of x, times (p - 1) / 2^k,
 * are subtracted from the other bits, since x less its last bits times p is a multiple of 2^k. The
 * difference, from (p - 1) / 2^k - (p - 1) to (p - 1) / 2^k, has p values; shifted by a constant it
 * is an element, its sum with another one is below 2 p, and one {@code UMIN} reduces that. Nothing
 * undoes the shift: {@link ShiftedConstants} accounts for it.
 *
 * <p>Of the sum only what the first element adds waits for its S-box; that of all others is ready
 * before.
 *
 * <p>Constant vectors have names, since each call that makes one adds to the size of a method, past
 * which the compiler leaves vectors on the heap.
 */
final class VectorInternalRounds16 {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private VectorInternalRounds16() {}

  /** Replaces the states. */
  static void apply(int[] states, int[] constants) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    LongVector p = LongVector.broadcast(LONGS, P).and(low);
    LongVector quotient =
        LongVector.broadcast(LONGS, VectorPoseidon2Kernel.NEGATIVE_QUOTIENT).and(low);
    IntVector mask1 = IntVector.broadcast(INTS, (1 << 1) - 1);
    IntVector factor1 = IntVector.broadcast(INTS, P >>> 1);
    IntVector offset1 = IntVector.broadcast(INTS, P - 1 - (P >>> 1));
    IntVector mask3 = IntVector.broadcast(INTS, (1 << 3) - 1);
    IntVector factor3 = IntVector.broadcast(INTS, P >>> 3);
    IntVector offset3 = IntVector.broadcast(INTS, P - 1 - (P >>> 3));
    IntVector mask4 = IntVector.broadcast(INTS, (1 << 4) - 1);
    IntVector factor4 = IntVector.broadcast(INTS, P >>> 4);
    IntVector mask8 = IntVector.broadcast(INTS, (1 << 8) - 1);
    IntVector factor8 = IntVector.broadcast(INTS, P >>> 8);
    IntVector offset8 = IntVector.broadcast(INTS, P - 1 - (P >>> 8));
    IntVector mask24 = IntVector.broadcast(INTS, (1 << 24) - 1);
    IntVector factor24 = IntVector.broadcast(INTS, P >>> 24);
    IntVector offset24 = IntVector.broadcast(INTS, P - 1 - (P >>> 24));
    IntVector x0 = IntVector.fromArray(INTS, states, 0);
    IntVector x1 = IntVector.fromArray(INTS, states, LANES);
    IntVector x2 = IntVector.fromArray(INTS, states, 2 * LANES);
    IntVector x3 = IntVector.fromArray(INTS, states, 3 * LANES);
    IntVector x4 = IntVector.fromArray(INTS, states, 4 * LANES);
    IntVector x5 = IntVector.fromArray(INTS, states, 5 * LANES);
    IntVector x6 = IntVector.fromArray(INTS, states, 6 * LANES);
    IntVector x7 = IntVector.fromArray(INTS, states, 7 * LANES);
    IntVector x8 = IntVector.fromArray(INTS, states, 8 * LANES);
    IntVector x9 = IntVector.fromArray(INTS, states, 9 * LANES);
    IntVector x10 = IntVector.fromArray(INTS, states, 10 * LANES);
    IntVector x11 = IntVector.fromArray(INTS, states, 11 * LANES);
    IntVector x12 = IntVector.fromArray(INTS, states, 12 * LANES);
    IntVector x13 = IntVector.fromArray(INTS, states, 13 * LANES);
    IntVector x14 = IntVector.fromArray(INTS, states, 14 * LANES);
    IntVector x15 = IntVector.fromArray(INTS, states, 15 * LANES);
    x0 = x0.add(constants[0]);
    x0 = x0.lanewise(UMIN, x0.sub(modulus));
    for (int round = 1; round < constants.length; round++) {
      // All elements but the first.
      IntVector rest0 = x1.add(x5);
      rest0 = rest0.lanewise(UMIN, rest0.sub(modulus));
      rest0 = rest0.add(x9);
      rest0 = rest0.lanewise(UMIN, rest0.sub(modulus));
      rest0 = rest0.add(x13);
      rest0 = rest0.lanewise(UMIN, rest0.sub(modulus));
      IntVector rest1 = x2.add(x6);
      rest1 = rest1.lanewise(UMIN, rest1.sub(modulus));
      rest1 = rest1.add(x10);
      rest1 = rest1.lanewise(UMIN, rest1.sub(modulus));
      rest1 = rest1.add(x14);
      rest1 = rest1.lanewise(UMIN, rest1.sub(modulus));
      IntVector rest2 = x3.add(x7);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      rest2 = rest2.add(x11);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      rest2 = rest2.add(x15);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      IntVector rest3 = x4.add(x8);
      rest3 = rest3.lanewise(UMIN, rest3.sub(modulus));
      rest3 = rest3.add(x12);
      rest3 = rest3.lanewise(UMIN, rest3.sub(modulus));
      rest0 = rest0.add(rest1);
      rest0 = rest0.lanewise(UMIN, rest0.sub(modulus));
      rest2 = rest2.add(rest3);
      rest2 = rest2.lanewise(UMIN, rest2.sub(modulus));
      IntVector rest = rest0.add(rest2);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
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
      rest = rest.add(constants[round]);
      rest = rest.lanewise(UMIN, rest.sub(modulus));
      x0 = rest.sub(cube);
      x0 = x0.lanewise(UMIN, x0.add(modulus));
      // The other elements.
      x1 = sum.add(x1);
      x1 = x1.lanewise(UMIN, x1.sub(modulus));
      x2 = x2.add(x2);
      x2 = x2.lanewise(UMIN, x2.sub(modulus));
      x2 = sum.add(x2);
      x2 = x2.lanewise(UMIN, x2.sub(modulus));
      x3 = sum.add(offset1).add(x3.lanewise(LSHR, 1)).sub(x3.and(mask1).mul(factor1));
      x3 = x3.lanewise(UMIN, x3.sub(modulus));
      IntVector once = x4;
      x4 = x4.add(x4);
      x4 = x4.lanewise(UMIN, x4.sub(modulus));
      x4 = x4.add(once);
      x4 = x4.lanewise(UMIN, x4.sub(modulus));
      x4 = sum.add(x4);
      x4 = x4.lanewise(UMIN, x4.sub(modulus));
      x5 = x5.add(x5);
      x5 = x5.lanewise(UMIN, x5.sub(modulus));
      x5 = x5.add(x5);
      x5 = x5.lanewise(UMIN, x5.sub(modulus));
      x5 = sum.add(x5);
      x5 = x5.lanewise(UMIN, x5.sub(modulus));
      x6 = sum.add(factor1).add(x6.and(mask1).mul(factor1)).sub(x6.lanewise(LSHR, 1));
      x6 = x6.lanewise(UMIN, x6.sub(modulus));
      once = x7;
      x7 = x7.add(x7);
      x7 = x7.lanewise(UMIN, x7.sub(modulus));
      x7 = x7.add(once);
      x7 = x7.lanewise(UMIN, x7.sub(modulus));
      x7 = sum.sub(x7);
      x7 = x7.lanewise(UMIN, x7.add(modulus));
      x8 = x8.add(x8);
      x8 = x8.lanewise(UMIN, x8.sub(modulus));
      x8 = x8.add(x8);
      x8 = x8.lanewise(UMIN, x8.sub(modulus));
      x8 = sum.sub(x8);
      x8 = x8.lanewise(UMIN, x8.add(modulus));
      x9 = sum.add(offset8).add(x9.lanewise(LSHR, 8)).sub(x9.and(mask8).mul(factor8));
      x9 = x9.lanewise(UMIN, x9.sub(modulus));
      x10 = sum.add(offset3).add(x10.lanewise(LSHR, 3)).sub(x10.and(mask3).mul(factor3));
      x10 = x10.lanewise(UMIN, x10.sub(modulus));
      x11 = sum.add(offset24).add(x11.lanewise(LSHR, 24)).sub(x11.and(mask24).mul(factor24));
      x11 = x11.lanewise(UMIN, x11.sub(modulus));
      x12 = sum.add(factor8).add(x12.and(mask8).mul(factor8)).sub(x12.lanewise(LSHR, 8));
      x12 = x12.lanewise(UMIN, x12.sub(modulus));
      x13 = sum.add(factor3).add(x13.and(mask3).mul(factor3)).sub(x13.lanewise(LSHR, 3));
      x13 = x13.lanewise(UMIN, x13.sub(modulus));
      x14 = sum.add(factor4).add(x14.and(mask4).mul(factor4)).sub(x14.lanewise(LSHR, 4));
      x14 = x14.lanewise(UMIN, x14.sub(modulus));
      x15 = sum.add(factor24).add(x15.and(mask24).mul(factor24)).sub(x15.lanewise(LSHR, 24));
      x15 = x15.lanewise(UMIN, x15.sub(modulus));
    }
    x0.intoArray(states, 0);
    x1.intoArray(states, LANES);
    x2.intoArray(states, 2 * LANES);
    x3.intoArray(states, 3 * LANES);
    x4.intoArray(states, 4 * LANES);
    x5.intoArray(states, 5 * LANES);
    x6.intoArray(states, 6 * LANES);
    x7.intoArray(states, 7 * LANES);
    x8.intoArray(states, 8 * LANES);
    x9.intoArray(states, 9 * LANES);
    x10.intoArray(states, 10 * LANES);
    x11.intoArray(states, 11 * LANES);
    x12.intoArray(states, 12 * LANES);
    x13.intoArray(states, 13 * LANES);
    x14.intoArray(states, 14 * LANES);
    x15.intoArray(states, 15 * LANES);
  }
}
