package io.braid.stark.chip;

import static io.braid.stark.chip.KeccakLayout.BEFORE_IOTA;
import static io.braid.stark.chip.KeccakLayout.CONSTANT_BITS;
import static io.braid.stark.chip.KeccakLayout.FLIPS;
import static io.braid.stark.chip.KeccakLayout.LANE_BITS;
import static io.braid.stark.chip.KeccakLayout.LIMB_BITS;
import static io.braid.stark.chip.KeccakLayout.RESULT;
import static io.braid.stark.chip.KeccakLayout.SIDE;
import static io.braid.stark.chip.KeccakLayout.STATE;

import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;

/** Runs permutations round by round and writes rows of {@link KeccakChip}. For one thread. */
final class KeccakRows {

  private static final int LIMB_MASK = (1 << LIMB_BITS) - 1;

  private final Matrix rounds;
  private final int[] parities = new int[1 << KeccakParityChip.LOG_HEIGHT];
  private final long[] state = new long[Keccak.WORDS];
  private final long[] other = new long[Keccak.WORDS];
  private final long[] columns = new long[SIDE];
  private final long[] flips = new long[SIDE];

  /** Sums of the bits of A' and D that have x and z, at 64 x + z. */
  private final int[] sums = new int[SIDE * LANE_BITS];

  KeccakRows(Matrix rounds) {
    this.rounds = rounds;
  }

  /** Takes an input of those given, or zeros behind them. */
  void begin(long[] inputs, int permutation) {
    int at = permutation * Keccak.WORDS;
    if (at < inputs.length) {
      System.arraycopy(inputs, at, state, 0, Keccak.WORDS);
    } else {
      Arrays.fill(state, 0);
    }
  }

  /** The state before the next round. */
  long[] state() {
    return state;
  }

  /** Runs the round that a row has, and writes it if the row is there. */
  void round(int row) {
    computeFlips();
    round(row, flips);
  }

  /**
   * The same, with bits given that theta adds: right ones, or what a test wants to see rejected.
   */
  void round(int row, long[] flips) {
    boolean isThere = row < rounds.height();
    int[] elements = rounds.elements();
    int at = row * rounds.width();
    for (int lane = 0; lane < Keccak.WORDS; lane++) {
      state[lane] ^= flips[lane % SIDE];
    }
    if (isThere) {
      writeBits(elements, at, flips);
      countParities(flips);
    }
    chi();
    if (isThere) {
      for (int i = 0; i < CONSTANT_BITS; i++) {
        elements[at + BEFORE_IOTA + i] = bit(state[0], KeccakLayout.constantBit(i));
      }
    }
    state[0] ^= Keccak.roundConstant(KeccakLayout.round(row));
    if (isThere) {
      for (int limb = 0; limb < KeccakLayout.LIMBS; limb++) {
        elements[at + RESULT + limb] = KoalaBear.of(limb(state, limb));
      }
    }
  }

  /** D[x] = C[x - 1] xor C[x + 1] rotated by 1, with C[x] the xor of the lanes with x. */
  long[] computeFlips() {
    for (int x = 0; x < SIDE; x++) {
      columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    }
    for (int x = 0; x < SIDE; x++) {
      flips[x] = columns[(x + 4) % SIDE] ^ Long.rotateLeft(columns[(x + 1) % SIDE], 1);
    }
    return flips;
  }

  private void writeBits(int[] elements, int at, long[] flips) {
    for (int lane = 0; lane < Keccak.WORDS; lane++) {
      writeLane(state[lane], elements, at + STATE + lane * LANE_BITS);
    }
    for (int x = 0; x < SIDE; x++) {
      writeLane(flips[x], elements, at + FLIPS + x * LANE_BITS);
    }
  }

  private static void writeLane(long lane, int[] elements, int at) {
    for (int z = 0; z < LANE_BITS; z++) {
      elements[at + z] = bit(lane, z);
    }
  }

  private static int bit(long lane, int z) {
    return -(int) (lane >>> z & 1) & KoalaBear.ONE;
  }

  /** Counts the rows of {@link KeccakParityChip} that the bits of A' and D look up. */
  private void countParities(long[] flips) {
    for (int x = 0; x < SIDE; x++) {
      for (int z = 0; z < LANE_BITS; z++) {
        long sum = flips[x] >>> z & 1;
        for (int lane = x; lane < Keccak.WORDS; lane += SIDE) {
          sum += state[lane] >>> z & 1;
        }
        sums[x * LANE_BITS + z] = (int) sum;
      }
    }
    for (int z = 0; z < LANE_BITS; z++) {
      int before = (z + LANE_BITS - 1) % LANE_BITS;
      int row = 0;
      for (int x = SIDE - 1; x >= 0; x--) {
        int left = sums[(x + 4) % SIDE * LANE_BITS + z];
        int right = sums[(x + 1) % SIDE * LANE_BITS + before];
        int sum = (int) (flips[x] >>> z & 1) + left + right;
        row = row * KeccakParityChip.HALVES + sum / 2;
      }
      parities[row]++;
    }
  }

  private void chi() {
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        int lane = KeccakLayout.laneBefore(x, y);
        other[KeccakLayout.lane(x, y)] = Long.rotateLeft(state[lane], KeccakLayout.offset(lane));
      }
    }
    for (int y = 0; y < Keccak.WORDS; y += SIDE) {
      for (int x = 0; x < SIDE; x++) {
        long second = other[y + (x + 1) % SIDE];
        long third = other[y + (x + 2) % SIDE];
        state[y + x] = other[y + x] ^ (~second & third);
      }
    }
  }

  /** A limb of a state. */
  static int limb(long[] state, int limb) {
    int from = limb * LIMB_BITS;
    int word = from / LANE_BITS;
    int shift = from % LANE_BITS;
    long bits = state[word] >>> shift;
    if (shift + KeccakLayout.limbBits(limb) > LANE_BITS) {
      bits |= state[word + 1] << (LANE_BITS - shift);
    }
    return (int) bits & LIMB_MASK;
  }

  /** Adds what was counted to what all threads have counted. */
  void addCounts(int[] all) {
    synchronized (all) {
      for (int i = 0; i < parities.length; i++) {
        all[i] += parities[i];
      }
    }
  }
}
