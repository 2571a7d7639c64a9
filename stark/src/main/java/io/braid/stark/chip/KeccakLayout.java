package io.braid.stark.chip;

import io.braid.stark.hash.Keccak;

/**
 * The columns of {@link KeccakChip}, and where the steps of a round (FIPS 202, section 3.2) move
 * bits. Bit z of the lane (x, y) is bit {@code 64 (x + 5 y) + z} of a state.
 */
final class KeccakLayout {

  /** Rows of a permutation. */
  static final int ROUNDS = 24;

  static final int LANE_BITS = 64;

  /** Lanes of a plane, and planes. */
  static final int SIDE = 5;

  static final int STATE_BITS = Keccak.WORDS * LANE_BITS;

  /** Bits of a limb: three bytes. */
  static final int LIMB_BITS = 24;

  /** Limbs of a state; the last has 16 bits. */
  static final int LIMBS = (STATE_BITS + LIMB_BITS - 1) / LIMB_BITS;

  /** Bits of lane (0, 0) that a round constant can change: 0, 1, 3, 7, 15, 31 and 63. */
  static final int CONSTANT_BITS = 7;

  // Columns of the prover

  /** A': the bits of the state behind theta. */
  static final int STATE = 0;

  /** D[x, z], at 64 x + z: whether theta flips the bits with x and z. */
  static final int FLIPS = STATE + STATE_BITS;

  /** Bits of lane (0, 0) behind chi that the round constant is then added to. */
  static final int BEFORE_IOTA = FLIPS + SIDE * LANE_BITS;

  /** The limbs of what the round gives. */
  static final int RESULT = BEFORE_IOTA + CONSTANT_BITS;

  /** How often others look up the permutation; it counts in its first row and in its last. */
  static final int COUNT = RESULT + LIMBS;

  static final int WIDTH = COUNT + 1;

  // Fixed columns

  /** The bits of the round constant that can be 1. */
  static final int CONSTANT = 0;

  /** 1 in the row of the first round. */
  static final int IS_INPUT = CONSTANT + CONSTANT_BITS;

  /** 1 in the row of the last round, if all rounds of the permutation are there. */
  static final int IS_OUTPUT = IS_INPUT + 1;

  /** The number of the permutation. */
  static final int PERMUTATION = IS_OUTPUT + 1;

  static final int FIXED_WIDTH = PERMUTATION + 1;

  private static final int[] OFFSETS = offsets();

  private KeccakLayout() {}

  /** How far rho rotates each lane, by the recurrence of section 3.2.2. */
  private static int[] offsets() {
    int[] offsets = new int[Keccak.WORDS];
    int x = 1;
    int y = 0;
    for (int t = 0; t < Keccak.WORDS - 1; t++) {
      offsets[lane(x, y)] = (t + 1) * (t + 2) / 2 % LANE_BITS;
      int nextY = (2 * x + 3 * y) % SIDE;
      x = y;
      y = nextY;
    }
    return offsets;
  }

  /** The lane (x, y), both modulo 5. */
  static int lane(int x, int y) {
    return x % SIDE + SIDE * (y % SIDE);
  }

  /** The lane that pi brings to (x, y): (x + 3 y, x). */
  static int laneBefore(int x, int y) {
    return lane(x + 3 * y, x);
  }

  /** How far rho rotates a lane. */
  static int offset(int lane) {
    return OFFSETS[lane];
  }

  /** The bit behind theta that rho and pi bring to bit z of the lane (x, y). */
  static int bitBefore(int x, int y, int z) {
    int lane = laneBefore(x, y);
    return lane * LANE_BITS + Math.floorMod(z - offset(lane), LANE_BITS);
  }

  /** The bit of lane (0, 0) that has one of the numbers of {@link #CONSTANT_BITS}. */
  static int constantBit(int index) {
    return (1 << index) - 1;
  }

  /** The bits of a limb: from {@code 24 limb} on. */
  static int limbBits(int limb) {
    return Math.min(LIMB_BITS, STATE_BITS - limb * LIMB_BITS);
  }

  /** The round in a row: rounds stand in descending order. */
  static int round(int row) {
    return ROUNDS - 1 - row % ROUNDS;
  }
}
