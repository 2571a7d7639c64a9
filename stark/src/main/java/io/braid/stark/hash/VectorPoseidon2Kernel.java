package io.braid.stark.hash;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UMIN;

import io.braid.stark.field.KoalaBear;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Poseidon2} on vectors: lane s of vector e is element e of the state with number s.
 *
 * <p>An element is from 0 to p - 1 after each step; {@code UMIN} of a sum and the sum less p is the
 * sum reduced. A product takes the lanes with even and with odd number in turn, as longs: to the
 * product that multiple of p is added whose low half is what it lacks to 2^32. Within a cube
 * nothing else is reduced: with x below p the high half of x^2 and its multiple, at most p^2 + p
 * 2^32, is below 1.5 p; that times x and its multiple are below 2^64, and the high half is below
 * 1.75 p.
 *
 * <p>All stands in one method a step, without helpers: past a size of which the compiler says
 * nothing it leaves vectors on the heap at each call.
 */
final class VectorPoseidon2Kernel implements Poseidon2Kernel {

  /** -1 / p modulo 2^32. */
  static final int NEGATIVE_QUOTIENT = -KoalaBear.byModulus(1);

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int P = KoalaBear.MODULUS;
  private static final long LOW = 0xffff_ffffL;
  private static final long HIGH = LOW << 32;

  private final int width;
  private final int[] externalInitial;
  private final VectorInternalRounds internalRounds;
  private final int[] externalFinal;

  VectorPoseidon2Kernel(Poseidon2 permutation) {
    width = permutation.width();
    externalInitial = permutation.externalInitial();
    ShiftedConstants shifted = new ShiftedConstants(permutation);
    internalRounds = new VectorInternalRounds(permutation, shifted.internal());
    externalFinal = shifted.externalFinal();
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void permute(int[] states) {
    multiplyExternal(states, width);
    externalRounds(states, externalInitial);
    internalRounds.apply(states);
    externalRounds(states, externalFinal);
  }

  private void externalRounds(int[] states, int[] constants) {
    for (int at = 0; at < constants.length; at += width) {
      cubes(states, width, constants, at);
      multiplyExternal(states, width);
    }
  }

  /** Adds constants, and replaces each element by its cube. */
  private static void cubes(int[] states, int width, int[] constants, int at) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector high = LongVector.broadcast(LONGS, HIGH);
    LongVector p = LongVector.broadcast(LONGS, P).and(low);
    IntVector quotient = IntVector.broadcast(INTS, NEGATIVE_QUOTIENT);
    for (int i = 0; i < width; i++) {
      IntVector x = IntVector.fromArray(INTS, states, i * LANES).add(constants[at + i]);
      x = x.lanewise(UMIN, x.sub(modulus));
      LongVector xEven = x.reinterpretAsLongs().and(low);
      LongVector xOdd = x.reinterpretAsLongs().lanewise(LSHR, 32);
      LongVector even = xEven.mul(xEven);
      LongVector odd = xOdd.mul(xOdd);
      even =
          even.add(even.reinterpretAsInts().mul(quotient).reinterpretAsLongs().and(low).mul(p))
              .lanewise(LSHR, 32)
              .mul(xEven);
      odd =
          odd.add(odd.reinterpretAsInts().mul(quotient).reinterpretAsLongs().and(low).mul(p))
              .lanewise(LSHR, 32)
              .mul(xOdd);
      even =
          even.add(even.reinterpretAsInts().mul(quotient).reinterpretAsLongs().and(low).mul(p))
              .lanewise(LSHR, 32);
      odd =
          odd.add(odd.reinterpretAsInts().mul(quotient).reinterpretAsLongs().and(low).mul(p))
              .and(high);
      IntVector cube = even.or(odd).reinterpretAsInts();
      cube.lanewise(UMIN, cube.sub(modulus)).intoArray(states, i * LANES);
    }
  }

  /** Multiplies as {@link Poseidon2}, with fewer additions: sums of two or four are made once. */
  private static void multiplyExternal(int[] states, int width) {
    IntVector modulus = IntVector.broadcast(INTS, P);
    IntVector sum0 = IntVector.zero(INTS);
    IntVector sum1 = IntVector.zero(INTS);
    IntVector sum2 = IntVector.zero(INTS);
    IntVector sum3 = IntVector.zero(INTS);
    int end = width * LANES;
    for (int at = 0; at < end; at += 4 * LANES) {
      IntVector x0 = IntVector.fromArray(INTS, states, at);
      IntVector x1 = IntVector.fromArray(INTS, states, at + LANES);
      IntVector x2 = IntVector.fromArray(INTS, states, at + 2 * LANES);
      IntVector x3 = IntVector.fromArray(INTS, states, at + 3 * LANES);
      IntVector first = x0.add(x1);
      first = first.lanewise(UMIN, first.sub(modulus));
      IntVector last = x2.add(x3);
      last = last.lanewise(UMIN, last.sub(modulus));
      IntVector all = first.add(last);
      all = all.lanewise(UMIN, all.sub(modulus));
      IntVector all1 = all.add(x1);
      all1 = all1.lanewise(UMIN, all1.sub(modulus));
      IntVector all3 = all.add(x3);
      all3 = all3.lanewise(UMIN, all3.sub(modulus));
      IntVector twice0 = x0.add(x0);
      twice0 = twice0.lanewise(UMIN, twice0.sub(modulus));
      IntVector twice2 = x2.add(x2);
      twice2 = twice2.lanewise(UMIN, twice2.sub(modulus));
      x0 = all1.add(first);
      x0 = x0.lanewise(UMIN, x0.sub(modulus));
      x1 = all1.add(twice2);
      x1 = x1.lanewise(UMIN, x1.sub(modulus));
      x2 = all3.add(last);
      x2 = x2.lanewise(UMIN, x2.sub(modulus));
      x3 = all3.add(twice0);
      x3 = x3.lanewise(UMIN, x3.sub(modulus));
      x0.intoArray(states, at);
      x1.intoArray(states, at + LANES);
      x2.intoArray(states, at + 2 * LANES);
      x3.intoArray(states, at + 3 * LANES);
      sum0 = sum0.add(x0);
      sum0 = sum0.lanewise(UMIN, sum0.sub(modulus));
      sum1 = sum1.add(x1);
      sum1 = sum1.lanewise(UMIN, sum1.sub(modulus));
      sum2 = sum2.add(x2);
      sum2 = sum2.lanewise(UMIN, sum2.sub(modulus));
      sum3 = sum3.add(x3);
      sum3 = sum3.lanewise(UMIN, sum3.sub(modulus));
    }
    for (int at = 0; at < end; at += 4 * LANES) {
      IntVector x0 = IntVector.fromArray(INTS, states, at).add(sum0);
      IntVector x1 = IntVector.fromArray(INTS, states, at + LANES).add(sum1);
      IntVector x2 = IntVector.fromArray(INTS, states, at + 2 * LANES).add(sum2);
      IntVector x3 = IntVector.fromArray(INTS, states, at + 3 * LANES).add(sum3);
      x0.lanewise(UMIN, x0.sub(modulus)).intoArray(states, at);
      x1.lanewise(UMIN, x1.sub(modulus)).intoArray(states, at + LANES);
      x2.lanewise(UMIN, x2.sub(modulus)).intoArray(states, at + 2 * LANES);
      x3.lanewise(UMIN, x3.sub(modulus)).intoArray(states, at + 3 * LANES);
    }
  }
}
