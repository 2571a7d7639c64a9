package io.braid.stark.hash;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Keccak} on vectors: lane s of vector w is word w of the state with number s.
 *
 * <p>All stands in one method without helpers, with the 25 words in variables: past a size of which
 * the compiler says nothing it leaves vectors on the heap at each call. Where there are 32
 * registers they hold all words; where there are 16, what does not fit goes to the stack and costs
 * no more than arrays would. A rotation for which there is no instruction becomes two shifts by
 * itself.
 *
 * <p>Chi is {@code a ^ (~b & c)}, written {@code a ^ b ^ (b | c)}: the same three steps without a
 * vector of ones, and one where there are instructions on three vectors.
 */
final class VectorKeccakKernel implements KeccakKernel {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = LONGS.length();

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public long[] newStates() {
    return new long[Keccak.WORDS * LANES];
  }

  @Override
  public void permute(long[] states) {
    LongVector a0 = LongVector.fromArray(LONGS, states, 0);
    LongVector a1 = LongVector.fromArray(LONGS, states, LANES);
    LongVector a2 = LongVector.fromArray(LONGS, states, 2 * LANES);
    LongVector a3 = LongVector.fromArray(LONGS, states, 3 * LANES);
    LongVector a4 = LongVector.fromArray(LONGS, states, 4 * LANES);
    LongVector a5 = LongVector.fromArray(LONGS, states, 5 * LANES);
    LongVector a6 = LongVector.fromArray(LONGS, states, 6 * LANES);
    LongVector a7 = LongVector.fromArray(LONGS, states, 7 * LANES);
    LongVector a8 = LongVector.fromArray(LONGS, states, 8 * LANES);
    LongVector a9 = LongVector.fromArray(LONGS, states, 9 * LANES);
    LongVector a10 = LongVector.fromArray(LONGS, states, 10 * LANES);
    LongVector a11 = LongVector.fromArray(LONGS, states, 11 * LANES);
    LongVector a12 = LongVector.fromArray(LONGS, states, 12 * LANES);
    LongVector a13 = LongVector.fromArray(LONGS, states, 13 * LANES);
    LongVector a14 = LongVector.fromArray(LONGS, states, 14 * LANES);
    LongVector a15 = LongVector.fromArray(LONGS, states, 15 * LANES);
    LongVector a16 = LongVector.fromArray(LONGS, states, 16 * LANES);
    LongVector a17 = LongVector.fromArray(LONGS, states, 17 * LANES);
    LongVector a18 = LongVector.fromArray(LONGS, states, 18 * LANES);
    LongVector a19 = LongVector.fromArray(LONGS, states, 19 * LANES);
    LongVector a20 = LongVector.fromArray(LONGS, states, 20 * LANES);
    LongVector a21 = LongVector.fromArray(LONGS, states, 21 * LANES);
    LongVector a22 = LongVector.fromArray(LONGS, states, 22 * LANES);
    LongVector a23 = LongVector.fromArray(LONGS, states, 23 * LANES);
    LongVector a24 = LongVector.fromArray(LONGS, states, 24 * LANES);
    for (long roundConstant : Keccak.ROUND_CONSTANTS) {
      // Theta: d is what goes to each word of a column.
      LongVector c0 = a0.lanewise(XOR, a5).lanewise(XOR, a10).lanewise(XOR, a15).lanewise(XOR, a20);
      LongVector c1 = a1.lanewise(XOR, a6).lanewise(XOR, a11).lanewise(XOR, a16).lanewise(XOR, a21);
      LongVector c2 = a2.lanewise(XOR, a7).lanewise(XOR, a12).lanewise(XOR, a17).lanewise(XOR, a22);
      LongVector c3 = a3.lanewise(XOR, a8).lanewise(XOR, a13).lanewise(XOR, a18).lanewise(XOR, a23);
      LongVector c4 = a4.lanewise(XOR, a9).lanewise(XOR, a14).lanewise(XOR, a19).lanewise(XOR, a24);
      LongVector d0 = c4.lanewise(XOR, c1.lanewise(ROL, 1));
      LongVector d1 = c0.lanewise(XOR, c2.lanewise(ROL, 1));
      LongVector d2 = c1.lanewise(XOR, c3.lanewise(ROL, 1));
      LongVector d3 = c2.lanewise(XOR, c4.lanewise(ROL, 1));
      LongVector d4 = c3.lanewise(XOR, c0.lanewise(ROL, 1));
      // Rho and pi.
      LongVector b0 = a0.lanewise(XOR, d0);
      LongVector b1 = a6.lanewise(XOR, d1).lanewise(ROL, 44);
      LongVector b2 = a12.lanewise(XOR, d2).lanewise(ROL, 43);
      LongVector b3 = a18.lanewise(XOR, d3).lanewise(ROL, 21);
      LongVector b4 = a24.lanewise(XOR, d4).lanewise(ROL, 14);
      LongVector b5 = a3.lanewise(XOR, d3).lanewise(ROL, 28);
      LongVector b6 = a9.lanewise(XOR, d4).lanewise(ROL, 20);
      LongVector b7 = a10.lanewise(XOR, d0).lanewise(ROL, 3);
      LongVector b8 = a16.lanewise(XOR, d1).lanewise(ROL, 45);
      LongVector b9 = a22.lanewise(XOR, d2).lanewise(ROL, 61);
      LongVector b10 = a1.lanewise(XOR, d1).lanewise(ROL, 1);
      LongVector b11 = a7.lanewise(XOR, d2).lanewise(ROL, 6);
      LongVector b12 = a13.lanewise(XOR, d3).lanewise(ROL, 25);
      LongVector b13 = a19.lanewise(XOR, d4).lanewise(ROL, 8);
      LongVector b14 = a20.lanewise(XOR, d0).lanewise(ROL, 18);
      LongVector b15 = a4.lanewise(XOR, d4).lanewise(ROL, 27);
      LongVector b16 = a5.lanewise(XOR, d0).lanewise(ROL, 36);
      LongVector b17 = a11.lanewise(XOR, d1).lanewise(ROL, 10);
      LongVector b18 = a17.lanewise(XOR, d2).lanewise(ROL, 15);
      LongVector b19 = a23.lanewise(XOR, d3).lanewise(ROL, 56);
      LongVector b20 = a2.lanewise(XOR, d2).lanewise(ROL, 62);
      LongVector b21 = a8.lanewise(XOR, d3).lanewise(ROL, 55);
      LongVector b22 = a14.lanewise(XOR, d4).lanewise(ROL, 39);
      LongVector b23 = a15.lanewise(XOR, d0).lanewise(ROL, 41);
      LongVector b24 = a21.lanewise(XOR, d1).lanewise(ROL, 2);
      // Chi, and iota on the first word.
      a0 = b1.or(b2).lanewise(XOR, b1).lanewise(XOR, b0).lanewise(XOR, roundConstant);
      a1 = b2.or(b3).lanewise(XOR, b2).lanewise(XOR, b1);
      a2 = b3.or(b4).lanewise(XOR, b3).lanewise(XOR, b2);
      a3 = b4.or(b0).lanewise(XOR, b4).lanewise(XOR, b3);
      a4 = b0.or(b1).lanewise(XOR, b0).lanewise(XOR, b4);
      a5 = b6.or(b7).lanewise(XOR, b6).lanewise(XOR, b5);
      a6 = b7.or(b8).lanewise(XOR, b7).lanewise(XOR, b6);
      a7 = b8.or(b9).lanewise(XOR, b8).lanewise(XOR, b7);
      a8 = b9.or(b5).lanewise(XOR, b9).lanewise(XOR, b8);
      a9 = b5.or(b6).lanewise(XOR, b5).lanewise(XOR, b9);
      a10 = b11.or(b12).lanewise(XOR, b11).lanewise(XOR, b10);
      a11 = b12.or(b13).lanewise(XOR, b12).lanewise(XOR, b11);
      a12 = b13.or(b14).lanewise(XOR, b13).lanewise(XOR, b12);
      a13 = b14.or(b10).lanewise(XOR, b14).lanewise(XOR, b13);
      a14 = b10.or(b11).lanewise(XOR, b10).lanewise(XOR, b14);
      a15 = b16.or(b17).lanewise(XOR, b16).lanewise(XOR, b15);
      a16 = b17.or(b18).lanewise(XOR, b17).lanewise(XOR, b16);
      a17 = b18.or(b19).lanewise(XOR, b18).lanewise(XOR, b17);
      a18 = b19.or(b15).lanewise(XOR, b19).lanewise(XOR, b18);
      a19 = b15.or(b16).lanewise(XOR, b15).lanewise(XOR, b19);
      a20 = b21.or(b22).lanewise(XOR, b21).lanewise(XOR, b20);
      a21 = b22.or(b23).lanewise(XOR, b22).lanewise(XOR, b21);
      a22 = b23.or(b24).lanewise(XOR, b23).lanewise(XOR, b22);
      a23 = b24.or(b20).lanewise(XOR, b24).lanewise(XOR, b23);
      a24 = b20.or(b21).lanewise(XOR, b20).lanewise(XOR, b24);
    }
    a0.intoArray(states, 0);
    a1.intoArray(states, LANES);
    a2.intoArray(states, 2 * LANES);
    a3.intoArray(states, 3 * LANES);
    a4.intoArray(states, 4 * LANES);
    a5.intoArray(states, 5 * LANES);
    a6.intoArray(states, 6 * LANES);
    a7.intoArray(states, 7 * LANES);
    a8.intoArray(states, 8 * LANES);
    a9.intoArray(states, 9 * LANES);
    a10.intoArray(states, 10 * LANES);
    a11.intoArray(states, 11 * LANES);
    a12.intoArray(states, 12 * LANES);
    a13.intoArray(states, 13 * LANES);
    a14.intoArray(states, 14 * LANES);
    a15.intoArray(states, 15 * LANES);
    a16.intoArray(states, 16 * LANES);
    a17.intoArray(states, 17 * LANES);
    a18.intoArray(states, 18 * LANES);
    a19.intoArray(states, 19 * LANES);
    a20.intoArray(states, 20 * LANES);
    a21.intoArray(states, 21 * LANES);
    a22.intoArray(states, 22 * LANES);
    a23.intoArray(states, 23 * LANES);
    a24.intoArray(states, 24 * LANES);
  }
}
