package io.braid.stark.chip;

import static io.braid.stark.chip.KeccakLayout.BEFORE_IOTA;
import static io.braid.stark.chip.KeccakLayout.CONSTANT_BITS;
import static io.braid.stark.chip.KeccakLayout.FLIPS;
import static io.braid.stark.chip.KeccakLayout.LANE_BITS;
import static io.braid.stark.chip.KeccakLayout.LIMB_BITS;
import static io.braid.stark.chip.KeccakLayout.RESULT;
import static io.braid.stark.chip.KeccakLayout.ROUNDS;
import static io.braid.stark.chip.KeccakLayout.SIDE;
import static io.braid.stark.chip.KeccakLayout.STATE;
import static io.braid.stark.chip.KeccakLayout.STATE_BITS;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * Writes permutations that break one constraint in one row, and nothing else: behind the lie all
 * goes on as it must.
 */
final class KeccakForger {

  /** What is forged. */
  enum Kind {
    /** A bit behind theta is none; in the first round, where inputs are free, or in the last. */
    STATE_BIT("state %d is a bit"),
    /** A bit that theta adds is none. */
    FLIP("flip %d is a bit"),
    /** A bit before iota is the other one. */
    IOTA("bit %d of lane 0 before iota"),
    /** A limb of the result is another. */
    RESULT_LIMB("limb %d of the result"),
    /** A round begins with another limb than that before has ended with. */
    ORDER("limb %d of the round before"),
    /** Theta adds the wrong bit to one column. */
    THETA("lookup %d");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** One lie. */
  record Forgery(Kind kind, int index) {

    /** The constraint that it breaks; of {@link Kind#THETA} there is none, but a lookup. */
    String label() {
      int number = kind == Kind.IOTA ? KeccakLayout.constantBit(index) : index;
      return kind.label.formatted(number);
    }
  }

  private final Matrix rounds;
  private final KeccakRows rows;
  private final Random random;

  KeccakForger(int logHeight, Random random) {
    this.rounds = new Matrix(1 << logHeight, KeccakLayout.WIDTH);
    this.rows = new KeccakRows(rounds);
    this.random = random;
  }

  Matrix rounds() {
    return rounds;
  }

  /** Whether no permutation that has neighbours can have this lie: see {@link #forgeStateBit}. */
  static boolean isForLoneRow(Forgery forgery) {
    return forgery.kind() == Kind.STATE_BIT
        && isHighest(forgery.index())
        && isHighest(bitBehindPi(forgery.index()));
  }

  private static boolean isHighest(int bit) {
    int limb = bit / LIMB_BITS;
    return bit - limb * LIMB_BITS == KeccakLayout.limbBits(limb) - 1;
  }

  private static int bitBehindPi(int before) {
    for (int i = 0; i < STATE_BITS; i++) {
      if (bitBefore(i, 0) == before) {
        return i;
      }
    }
    throw new IllegalArgumentException("no bit " + before);
  }

  private static int bitBefore(int behind, int further) {
    int x = behind / LANE_BITS % SIDE;
    int y = behind / LANE_BITS / SIDE;
    return KeccakLayout.bitBefore(x + further, y, behind % LANE_BITS);
  }

  /** Writes a right permutation. */
  void permute(int permutation) {
    run(permutation, 0, ROUNDS);
  }

  private void run(int permutation, int from, int to) {
    if (from == 0) {
      rows.begin(KeccakCircuit.inputs(1, random), 0);
    }
    for (int round = from; round < to; round++) {
      rows.round(row(permutation, round));
    }
  }

  private static int row(int permutation, int round) {
    return permutation * ROUNDS + ROUNDS - 1 - round;
  }

  /** Writes a permutation with a lie, and returns the row that breaks the constraint. */
  int forge(int permutation, Forgery forgery) {
    int round = round(forgery);
    int row = row(permutation, round);
    do {
      run(permutation, 0, round);
      if (round == 0) {
        rows.begin(KeccakCircuit.inputs(1, random), 0);
      }
    } while (!forgeRow(row, forgery));
    run(permutation, round + 1, ROUNDS);
    return row;
  }

  private int round(Forgery forgery) {
    return switch (forgery.kind()) {
      case STATE_BIT -> isHighest(bitBehindPi(forgery.index())) ? ROUNDS - 1 : 0;
      case FLIP -> 0;
      case ORDER -> 1 + random.nextInt(ROUNDS - 1);
      case IOTA, RESULT_LIMB, THETA -> random.nextInt(ROUNDS);
    };
  }

  /** Writes the row of the lie; false if it does not work with the state that is there. */
  private boolean forgeRow(int row, Forgery forgery) {
    int index = forgery.index();
    switch (forgery.kind()) {
      case STATE_BIT -> {
        return forgeStateBit(row, index);
      }
      case FLIP -> {
        rows.round(row);
        int two = cell(random.nextBoolean() ? 2 : -2);
        rounds.set(row, FLIPS + index, KoalaBear.add(rounds.get(row, FLIPS + index), two));
        return KeccakParities.areThere(rounds, row);
      }
      case IOTA -> {
        rows.round(row);
        int column = BEFORE_IOTA + index;
        rounds.set(row, column, KoalaBear.subtract(KoalaBear.ONE, rounds.get(row, column)));
        changeResult(row, KeccakLayout.constantBit(index));
      }
      case RESULT_LIMB -> {
        rows.round(row);
        changeResult(row, bitOfLimb(index));
      }
      case ORDER -> {
        flip(bitOfLimb(index));
        rows.round(row);
      }
      case THETA -> {
        long[] flips = rows.computeFlips().clone();
        flips[random.nextInt(SIDE)] ^= 1L << index;
        rows.round(row, flips);
      }
    }
    return true;
  }

  private int bitOfLimb(int limb) {
    return limb * LIMB_BITS + random.nextInt(KeccakLayout.limbBits(limb));
  }

  private void flip(int bit) {
    rows.state()[bit / LANE_BITS] ^= 1L << bit % LANE_BITS;
  }

  private void changeResult(int row, int bit) {
    flip(bit);
    int limb = bit / LIMB_BITS;
    rounds.set(row, RESULT + limb, KoalaBear.of(KeccakRows.limb(rows.state(), limb)));
  }

  private static int cell(int number) {
    return KoalaBear.of(Math.floorMod(number, KoalaBear.MODULUS));
  }

  /**
   * Makes a bit before theta 2 or -1, with one of the next bit, which makes the same limb, or in
   * the first round or in a lone row of any. What comes of it behind chi must be limbs again that
   * have bits, but in the last round. So neither works if the bit is the highest of its limb before
   * and behind.
   */
  private boolean forgeStateBit(int row, int index) {
    int round = KeccakLayout.round(row);
    int[] before = new int[STATE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      before[i] = (int) (rows.state()[i / LANE_BITS] >>> i % LANE_BITS & 1);
    }
    if (round > 0 && rounds.height() > 1) {
      if (before[index] == before[index + 1]) {
        return false;
      }
      before[index + 1] = 1 - before[index + 1];
    }
    before[index] = before[index] == 0 ? 2 : -1;
    int[] behind = writeTheta(row, before);
    if (!KeccakParities.areThere(rounds, row)) {
      return false;
    }
    return writeResult(row, chi(row, behind)) || round == ROUNDS - 1;
  }

  /** Writes numbers behind theta and what it adds, and returns the former. */
  private int[] writeTheta(int row, int[] before) {
    int[] columns = new int[SIDE * LANE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      columns[i % columns.length] ^= before[i] & 1;
    }
    int[] behind = new int[STATE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      int x = i / LANE_BITS % SIDE;
      int z = i % LANE_BITS;
      int left = columns[(x + 4) % SIDE * LANE_BITS + z];
      int right = columns[(x + 1) % SIDE * LANE_BITS + (z + LANE_BITS - 1) % LANE_BITS];
      int flip = left ^ right;
      behind[i] = xor(before[i], flip);
      rounds.set(row, STATE + i, cell(behind[i]));
      rounds.set(row, FLIPS + x * LANE_BITS + z, cell(flip));
    }
    return behind;
  }

  private static int xor(int a, int b) {
    return a + b - 2 * a * b;
  }

  /** The numbers behind iota; writes those before it. */
  private int[] chi(int row, int[] state) {
    int[] behind = new int[STATE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      int masked = (1 - state[bitBefore(i, 1)]) * state[bitBefore(i, 2)];
      behind[i] = xor(state[bitBefore(i, 0)], masked);
    }
    long constant = Keccak.roundConstant(KeccakLayout.round(row));
    for (int i = 0; i < CONSTANT_BITS; i++) {
      int z = KeccakLayout.constantBit(i);
      rounds.set(row, BEFORE_IOTA + i, cell(behind[z]));
      behind[z] = xor(behind[z], (int) (constant >>> z & 1));
    }
    return behind;
  }

  /** Writes limbs, and goes on with them; false if a limb has no bits. */
  private boolean writeResult(int row, int[] behind) {
    boolean haveBits = true;
    Arrays.fill(rows.state(), 0);
    for (int limb = 0; limb < KeccakLayout.LIMBS; limb++) {
      int sum = 0;
      int bits = KeccakLayout.limbBits(limb);
      for (int k = bits - 1; k >= 0; k--) {
        sum = 2 * sum + behind[limb * LIMB_BITS + k];
      }
      rounds.set(row, RESULT + limb, cell(sum));
      haveBits &= sum >= 0 && sum < 1 << bits;
      for (int k = 0; k < bits; k++) {
        int bit = limb * LIMB_BITS + k;
        rows.state()[bit / LANE_BITS] |= (long) (sum >>> k & 1) << bit % LANE_BITS;
      }
    }
    return haveBits;
  }
}
