package io.braid.prover.chip;

import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;

/**
 * Sums and differences of words, to be looked up.
 *
 * <p>Columns: a, b and f, each a word; 16 carries, the last of which is that of the word; whether
 * the row is a difference; how often it is asked for as a sum or difference, and how often as a
 * comparison. Rows that nobody asks for are 0 + 0 = 0.
 *
 * <ul>
 *   <li>Sum: a + b = f + 2^256 carry.
 *   <li>Difference: f + b = a + 2^256 borrow. The borrow is 1 exactly if a is less than b.
 * </ul>
 *
 * <p><b>Assumes</b> that who asks knows all limbs of a and b to be below 2^16. <b>Guarantees</b>
 * that then f and the carry are those of the sum or difference, and that limbs of f are below 2^16.
 *
 * <p><b>Why.</b> All limbs are below 2^16, so both sides of the equation of a limb are below 2^17 +
 * 1, less than p: it holds of integers. Carries are bits, so by induction from the lowest limb they
 * and f are the only ones that fit: a sum of at most 2^17 - 1 is cut in one way into a limb and a
 * bit; and of a difference, f + 2^16 (0 - borrow) is in one way what is to be left. A row stands
 * for itself: rows can be dropped, doubled and reordered, and say nothing else.
 */
public final class AdditionChip implements Chip {

  static final int A = 0;
  static final int B = A + Limbs.COUNT;
  static final int F = B + Limbs.COUNT;
  static final int CARRIES = F + Limbs.COUNT;
  static final int IS_DIFFERENCE = CARRIES + Limbs.COUNT;
  static final int COUNT = IS_DIFFERENCE + 1;
  static final int COMPARISONS = COUNT + 1;
  static final int WIDTH = COMPARISONS + 1;

  @Override
  public String name() {
    return "addition";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    Expression[] left = Limbs.columns(b, A);
    Expression[] right = Limbs.columns(b, B);
    Expression[] result = Limbs.columns(b, F);
    Expression isDifference = b.local(IS_DIFFERENCE);
    b.flag("difference or sum", isDifference);
    // 1 of a sum, -1 of a difference
    Expression sign = isDifference.times(2).not();
    Expression carry = b.constant(0);
    for (int i = 0; i < Limbs.COUNT; i++) {
      Expression before = carry;
      carry = b.local(CARRIES + i);
      b.flag("carry %d".formatted(i), carry);
      // a + b + carry before = f + 2^16 carry, with a and f in each other's place of a difference
      b.everywhere(
          "limb %d".formatted(i),
          left[i]
              .minus(result[i])
              .times(sign)
              .plus(right[i])
              .plus(before)
              .minus(carry.times(Limbs.BASE)));
      b.send(Buses.LIMBS, b.constant(1), result[i]);
    }
    Expression comparisons = b.local(COMPARISONS);
    // A carry says nothing of which is less.
    b.everywhere("only differences compare", comparisons.times(isDifference.not()));
    b.provide(
        Buses.ADDITIONS, b.local(COUNT), Limbs.tuple(isDifference, left, right, result, carry));
    b.provide(Buses.COMPARISONS, comparisons, Limbs.tuple(left, right, carry));
  }
}
