package io.braid.stark.chip;

import static io.braid.stark.chip.KeccakLayout.BEFORE_IOTA;
import static io.braid.stark.chip.KeccakLayout.CONSTANT;
import static io.braid.stark.chip.KeccakLayout.CONSTANT_BITS;
import static io.braid.stark.chip.KeccakLayout.COUNT;
import static io.braid.stark.chip.KeccakLayout.FIXED_WIDTH;
import static io.braid.stark.chip.KeccakLayout.FLIPS;
import static io.braid.stark.chip.KeccakLayout.IS_INPUT;
import static io.braid.stark.chip.KeccakLayout.IS_OUTPUT;
import static io.braid.stark.chip.KeccakLayout.LANE_BITS;
import static io.braid.stark.chip.KeccakLayout.LIMB_BITS;
import static io.braid.stark.chip.KeccakLayout.PERMUTATION;
import static io.braid.stark.chip.KeccakLayout.RESULT;
import static io.braid.stark.chip.KeccakLayout.ROUNDS;
import static io.braid.stark.chip.KeccakLayout.SIDE;
import static io.braid.stark.chip.KeccakLayout.STATE;
import static io.braid.stark.chip.KeccakLayout.STATE_BITS;
import static io.braid.stark.chip.KeccakLayout.WIDTH;

import io.braid.stark.air.Bus;
import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak;
import io.braid.stark.poly.Matrix;
import java.util.Optional;

/**
 * The permutation Keccak-f[1600] (FIPS 202, section 3), one round in each row, 24 rows a
 * permutation, <em>the last round first</em>. All constraints have degree 3.
 *
 * <p>A row holds the state behind theta, A', in bits, the bits D[x, z] that theta adds, and what
 * the round gives in limbs of three bytes. The state before theta is A' xor D, of degree 2, and has
 * no columns: that it is what the round before gave, which stands in the next row, is a constraint
 * of degree 3 with the flag that leaves out the first round. So only the limbs are read in two
 * rows.
 *
 * <p><b>Theta.</b> D[x, z] must be C[x - 1, z] xor C[x + 1, z - 1], where C[x, z] is the parity of
 * the five A'[x, y, z] xor D[x, z], thus of six bits. So D is right if and only if these 13 bits
 * have an even sum. Sums of one z are looked up five at a time in {@link KeccakParityChip}.
 *
 * <p><b>Bus.</b> Each permutation provides (number, 0, input limbs) and (number, 1, output limbs).
 * Who sends both with the same number, which need be bound by nothing else, has an input and its
 * output: numbers are a fixed column, so each tuple with a number and 0 or 1 is provided in one row
 * alone, and constraints lead from one to the other. It must send both: rows behind the last whole
 * permutation provide no output. Limb i holds bytes 3 i, 3 i + 1, 3 i + 2 of the state, least first
 * (FIPS 202, section 3.1.2).
 *
 * <p>Committed are 1995 cells a row, 10 fixed ones and 136 of fractions, so 51,384 a permutation;
 * its share of the parities is 144 more in a full table of 2^15 rows. With lookups alone, bits of
 * all lanes in sparse limbs, it would be about 1500 a row, before limbs are cut at the 24 rotations
 * and for two tables of 2^16 rows: not much less for what would be much harder to check.
 */
public final class KeccakChip implements Chip {

  /** Limbs of a state. */
  public static final int LIMBS = KeccakLayout.LIMBS;

  /** Elements of a tuple: number of the permutation, 0 for its input or 1 for its output, limbs. */
  public static final int ARITY = 2 + LIMBS;

  /** In tuples of inputs. */
  public static final int INPUT = 0;

  /** In tuples of outputs. */
  public static final int OUTPUT = 1;

  private final Bus permutations;
  private final Bus parities;
  private final Matrix fixed;

  /**
   * A table.
   *
   * @param logHeight of which 24 rows make a permutation
   * @param permutations of arity {@link #ARITY}, on which this chip alone provides
   * @param parities the bus of the {@link KeccakParityChip}
   */
  public KeccakChip(int logHeight, Bus permutations, Bus parities) {
    this.permutations = permutations;
    this.parities = parities;
    this.fixed = fixed(1 << logHeight);
  }

  /** How many permutations a height has room for. */
  public static int capacity(int logHeight) {
    return (1 << logHeight) / ROUNDS;
  }

  private static Matrix fixed(int height) {
    Matrix fixed = new Matrix(height, FIXED_WIDTH);
    for (int row = 0; row < height; row++) {
      int round = KeccakLayout.round(row);
      int permutation = row / ROUNDS;
      for (int i = 0; i < CONSTANT_BITS; i++) {
        long bit = Keccak.roundConstant(round) >>> KeccakLayout.constantBit(i) & 1;
        fixed.set(row, CONSTANT + i, KoalaBear.of((int) bit));
      }
      boolean isWhole = (permutation + 1) * ROUNDS <= height;
      fixed.set(row, IS_INPUT, KoalaBear.of(round == 0 ? 1 : 0));
      fixed.set(row, IS_OUTPUT, KoalaBear.of(round == ROUNDS - 1 && isWhole ? 1 : 0));
      fixed.set(row, PERMUTATION, KoalaBear.of(permutation));
    }
    return fixed;
  }

  @Override
  public String name() {
    return "keccak";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public Optional<Matrix> fixed() {
    return Optional.of(fixed);
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    Expression[] state = bits(b, "state", STATE, STATE_BITS);
    Expression[] flips = bits(b, "flip", FLIPS, SIDE * LANE_BITS);
    Expression[] input = limbs(beforeTheta(state, flips));
    constrainTheta(b, state, flips);
    constrainResult(b, limbs(behindChi(b, state)));
    constrainOrder(b, input);
    provide(b, input);
  }

  private static Expression[] bits(ConstraintBuilder b, String label, int from, int count) {
    Expression[] bits = new Expression[count];
    for (int i = 0; i < count; i++) {
      bits[i] = b.local(from + i);
      // bit^2 = bit
      b.flag("%s %d is a bit".formatted(label, i), bits[i]);
    }
    return bits;
  }

  /** A[x, y, z] = A'[x, y, z] xor D[x, z]. */
  private static Expression[] beforeTheta(Expression[] state, Expression[] flips) {
    Expression[] before = new Expression[STATE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      int x = i / LANE_BITS % SIDE;
      before[i] = xor(state[i], flips[x * LANE_BITS + i % LANE_BITS]);
    }
    return before;
  }

  /** a + b - 2 a b. */
  private static Expression xor(Expression a, Expression b) {
    return a.plus(b.times(a.plus(a).not()));
  }

  private void constrainTheta(ConstraintBuilder b, Expression[] state, Expression[] flips) {
    // C[x, z] mod 2: D[x, z] + the sum of A'[x, y, z] over y
    Expression[] columns = flips.clone();
    for (int i = 0; i < STATE_BITS; i++) {
      int at = i % (SIDE * LANE_BITS);
      columns[at] = columns[at].plus(state[i]);
    }
    for (int z = 0; z < LANE_BITS; z++) {
      // D[x, z] + C[x - 1, z] + C[x + 1, z - 1] is even, for all x
      Expression number = b.constant(0);
      for (int x = SIDE - 1; x >= 0; x--) {
        Expression left = columns[(x + 4) % SIDE * LANE_BITS + z];
        Expression right = columns[(x + 1) % SIDE * LANE_BITS + (z + LANE_BITS - 1) % LANE_BITS];
        Expression sum = flips[x * LANE_BITS + z].plus(left).plus(right);
        number = number.times(KeccakParityChip.BASE).plus(sum);
      }
      b.send(parities, b.constant(1), number);
    }
  }

  /** What rho, pi, chi and iota make of A'. */
  private static Expression[] behindChi(ConstraintBuilder b, Expression[] state) {
    Expression[] behind = new Expression[STATE_BITS];
    for (int i = 0; i < STATE_BITS; i++) {
      int x = i / LANE_BITS % SIDE;
      int y = i / LANE_BITS / SIDE;
      int z = i % LANE_BITS;
      Expression first = state[KeccakLayout.bitBefore(x, y, z)];
      Expression second = state[KeccakLayout.bitBefore(x + 1, y, z)];
      Expression third = state[KeccakLayout.bitBefore(x + 2, y, z)];
      behind[i] = xor(first, second.not().times(third));
    }
    for (int i = 0; i < CONSTANT_BITS; i++) {
      int z = KeccakLayout.constantBit(i);
      Expression column = b.local(BEFORE_IOTA + i);
      // bit = bit z of lane (0, 0) behind chi, so that its xor with a constant has degree 2
      b.everywhere("bit %d of lane 0 before iota".formatted(z), column.minus(behind[z]));
      behind[z] = xor(column, b.fixed(CONSTANT + i));
    }
    return behind;
  }

  /** The limbs of bits. */
  private static Expression[] limbs(Expression[] bits) {
    Expression[] limbs = new Expression[LIMBS];
    for (int limb = 0; limb < LIMBS; limb++) {
      int from = limb * LIMB_BITS;
      int last = from + KeccakLayout.limbBits(limb) - 1;
      Expression sum = bits[last];
      for (int i = last - 1; i >= from; i--) {
        sum = sum.plus(sum).plus(bits[i]);
      }
      limbs[limb] = sum;
    }
    return limbs;
  }

  private static void constrainResult(ConstraintBuilder b, Expression[] behindIota) {
    for (int i = 0; i < LIMBS; i++) {
      // limb of the result = sum of 2^k (bit k of it behind iota)
      b.everywhere("limb %d of the result".formatted(i), b.local(RESULT + i).minus(behindIota[i]));
    }
  }

  private static void constrainOrder(ConstraintBuilder b, Expression[] input) {
    Expression hasRoundBefore = b.fixed(IS_INPUT).not();
    for (int i = 0; i < LIMBS; i++) {
      // but in the first round: limb of the state before theta = limb of the result in the next row
      b.transition(
          "limb %d of the round before".formatted(i),
          hasRoundBefore.times(input[i].minus(b.next(RESULT + i))));
    }
  }

  /** Neither shares a column of fractions: flagged counts and inputs have degree 2. */
  private void provide(ConstraintBuilder b, Expression[] input) {
    Expression count = b.local(COUNT);
    Expression[] tuple = new Expression[ARITY];
    tuple[0] = b.fixed(PERMUTATION);
    tuple[1] = b.constant(OUTPUT);
    for (int i = 0; i < LIMBS; i++) {
      tuple[2 + i] = b.local(RESULT + i);
    }
    b.provide(permutations, count.times(b.fixed(IS_OUTPUT)), tuple);
    tuple[1] = b.constant(INPUT);
    System.arraycopy(input, 0, tuple, 2, LIMBS);
    b.provide(permutations, count.times(b.fixed(IS_INPUT)), tuple);
  }
}
