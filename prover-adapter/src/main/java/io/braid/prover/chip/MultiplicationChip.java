package io.braid.prover.chip;

import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import java.util.function.BiFunction;

/**
 * Products of words and their division, to be looked up: eight rows for each, of which the first
 * four take in four limbs of b, e, q and r after the other, and the others carry what is left. They
 * show that
 *
 * <p>a b + sign e = q d + r (r only where it is taken).
 *
 * <p>Columns: the words a and d, the same in all eight rows; b, e, q and r, which move down by four
 * limbs from row to row; the high bytes of the four lowest limbs of b and q; T, 30 numbers at
 * distances of a byte; eight carries, each a limb and 6 bits; sign and whether r is taken; the
 * number of the row; in the first row what the division is, and how often it is asked for.
 *
 * <ul>
 *   <li>Down: a b = q d + r with r less than d. It answers a division, and one rounded up if r is
 *       0.
 *   <li>Rounded: a b + e = q d, r + e = d and r is not 0. It answers a division rounded up.
 *   <li>Edge: as down, r is not 0 and q is 2^256 - 1: rounded up that is too large.
 *   <li>Overflow: a b = q (2^256 - 1) + r + e and q is not less than e: then a b is at least 2^256
 *       e, so a division by e is too large, or e is 0. It answers whichever way is rounded.
 *   <li>Remainder: a b + e = q d + r with r less than d.
 * </ul>
 *
 * <p><b>Assumes</b> that who asks knows all limbs of a, b, d and e to be below 2^16 (of the divisor
 * where it is e). <b>Guarantees</b> the answers of MULTIPLY_DIVIDE, in docs/protocol/programs.md,
 * and of remainders.
 *
 * <p><b>Why.</b> Let b_j, e_j, q_j and r_j be the numbers of the four lowest limbs in row j, and
 * S_j the sum of T_i 2^(8 i) there. S_0 is 0, and each row shows S_j + a b_j + sign e_j - d q_j -
 * r_j = 2^64 S_(j+1); behind the last row all T are 0, so the sum of 2^(64 j) (a b_j + ...) over
 * all rows is 0: that is the equation. It holds of integers, because no number passes p / 2: a
 * product of a limb and a byte is below 2^24, of which a place gets four that count and four that
 * are taken away in a row, in four rows, and limbs of e and r: less than 2^28.1 in all. Carries are
 * from -2^21 to 2^21, so 2^8 of them are at most 2^29. All limbs of q and r are looked up in the
 * row that takes them in; so q is below 2^256.
 *
 * <p>Nobody knows the limbs of e where it is rounded up, but the difference d - e = r does: it
 * makes the number of e that of d - r, and each of its limbs less than 2^17 away from 0.
 *
 * <p>Four rows that carry are enough, since 30 places are left: behind the last row there can be
 * nothing but a last carry. T need not be 0 behind the fourth row, as 256 and -1 in two neighbours
 * are 0 as well.
 *
 * <p>Rows count from 0 to 7 and begin again, the last row of the table is the last of eight, and
 * what is handed on depends on the row before alone: so no row can be dropped, doubled or moved
 * within the eight; and eight rows stand for themselves. Each division has one answer: q and r are
 * unique where r is less than d; rounded up, q is the least whose product is not less; and one that
 * is too large has no q below 2^256, as one that has is not too large.
 */
public final class MultiplicationChip implements Chip {

  /** Rows of a multiplication. */
  static final int ROWS = 8;

  /** Limbs of b, e, q and r that a row takes in, as long as there are some. */
  static final int LIMBS_IN_ROW = 4;

  /** Bytes of b and of q that a row takes in. */
  static final int BYTES_IN_ROW = 8;

  /** Numbers that a row hands on to the next. */
  static final int SUMS = 2 * Limbs.COUNT + BYTES_IN_ROW - 2 - BYTES_IN_ROW;

  /** Bits of a carry: those of its limb and those of its byte. */
  static final int CARRY_BITS = 22;

  static final int A = 0;
  static final int D = A + Limbs.COUNT;
  static final int B = D + Limbs.COUNT;
  static final int E = B + Limbs.COUNT;
  static final int Q = E + Limbs.COUNT;
  static final int R = Q + Limbs.COUNT;
  static final int HIGH_OF_B = R + Limbs.COUNT;
  static final int HIGH_OF_Q = HIGH_OF_B + LIMBS_IN_ROW;
  static final int T = HIGH_OF_Q + LIMBS_IN_ROW;
  static final int CARRY_LOW = T + SUMS;
  static final int CARRY_HIGH = CARRY_LOW + BYTES_IN_ROW;
  static final int SIGN = CARRY_HIGH + BYTES_IN_ROW;
  static final int TAKES_R = SIGN + 1;
  static final int STEP = TAKES_R + 1;
  static final int IS_FIRST = STEP + 1;
  static final int IS_LAST = IS_FIRST + 1;
  static final int INVERSE_OF_STEP = IS_LAST + 1;
  static final int DOWN = INVERSE_OF_STEP + 1;
  static final int ROUNDED = DOWN + 1;
  static final int EDGE = ROUNDED + 1;
  static final int OVERFLOW = EDGE + 1;
  static final int REMAINDER = OVERFLOW + 1;
  static final int IS_UP = REMAINDER + 1;
  static final int INVERSE_OF_R = IS_UP + 1;
  static final int DIVISIONS = INVERSE_OF_R + 1;
  static final int REMAINDERS = DIVISIONS + 1;
  static final int WIDTH = REMAINDERS + 1;

  private static final int BYTE_BASE = 1 << 8;
  private static final int CARRY_OFFSET = 1 << (CARRY_BITS - 1);

  /** What makes a number of 6 bits one of 8. */
  static final int CARRY_HIGH_FACTOR = 1 << (Limbs.BITS + 8 - CARRY_BITS);

  @Override
  public String name() {
    return "multiplication";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    constrainSteps(b);
    constrainWords(b);
    constrainSums(b);
    constrainKinds(b);
    askAndOffer(b);
  }

  /** Rows count from 0 to 7, again and again. */
  private static void constrainSteps(ConstraintBuilder b) {
    Expression step = b.local(STEP);
    Expression isLast = b.local(IS_LAST);
    Expression toLast = step.minus(ROWS - 1);
    b.first("steps begin with 0", step);
    b.first("the first step is first", b.local(IS_FIRST).minus(1));
    b.transition("steps count", b.next(STEP).minus(step.plus(1).times(isLast.not())));
    b.transition("the first step follows the last", b.next(IS_FIRST).minus(isLast));
    b.everywhere("no other step is last", isLast.times(toLast));
    // If the step is not 7, what it lacks has an inverse; if it is, it is last.
    b.everywhere(
        "the last step is last", toLast.times(b.local(INVERSE_OF_STEP)).plus(isLast).minus(1));
    b.last("the table ends with a last step", isLast.minus(1));
  }

  /** What stays and what moves from row to row. */
  private static void constrainWords(ConstraintBuilder b) {
    Expression goesOn = b.local(IS_LAST).not();
    for (int i = 0; i < Limbs.COUNT; i++) {
      for (int word : new int[] {A, D}) {
        Expression change = b.next(word + i).minus(b.local(word + i));
        b.transition("%s %d stays".formatted(nameOf(word), i), goesOn.times(change));
      }
      for (int word : new int[] {B, E, Q, R}) {
        int from = i + LIMBS_IN_ROW;
        Expression moved = from < Limbs.COUNT ? b.local(word + from) : b.constant(0);
        Expression change = b.next(word + i).minus(moved);
        b.transition("%s %d moves".formatted(nameOf(word), i), goesOn.times(change));
      }
    }
    b.transition("the sign stays", goesOn.times(b.next(SIGN).minus(b.local(SIGN))));
    b.transition("taking r stays", goesOn.times(b.next(TAKES_R).minus(b.local(TAKES_R))));
  }

  private static String nameOf(int word) {
    return switch (word) {
      case A -> "a";
      case D -> "d";
      case B -> "b";
      case E -> "e";
      case Q -> "q";
      default -> "r";
    };
  }

  /** T' = (T + a b_j + sign e_j - d q_j - r_j) / 2^64. */
  private static void constrainSums(ConstraintBuilder b) {
    Expression[] sums = sums(b);
    Expression carry = b.constant(0);
    for (int i = 0; i < BYTES_IN_ROW; i++) {
      // sum + carry before = 2^8 carry
      Expression sum = sums[i].plus(carry);
      carry =
          b.local(CARRY_LOW + i)
              .plus(b.local(CARRY_HIGH + i).times(Limbs.BASE))
              .minus(CARRY_OFFSET);
      b.everywhere("carry %d".formatted(i), sum.minus(carry.times(BYTE_BASE)));
    }
    for (int i = 0; i < SUMS; i++) {
      Expression sum = sums[i + BYTES_IN_ROW];
      Expression handedOn = i == 0 ? sum.plus(carry) : sum;
      b.everywhere("sum %d begins with 0".formatted(i), b.local(IS_FIRST).times(b.local(T + i)));
      b.transition("sum %d".formatted(i), b.next(T + i).minus(handedOn));
    }
    b.last("nothing is left", sums[BYTES_IN_ROW].plus(carry));
  }

  /** For each place what stands there once the row has taken in its limbs. */
  private static Expression[] sums(ConstraintBuilder b) {
    Expression[] sums = new Expression[SUMS + BYTES_IN_ROW];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = i < SUMS ? b.local(T + i) : b.constant(0);
    }
    Expression[] ofB = bytes(b, B, HIGH_OF_B);
    Expression[] ofQ = bytes(b, Q, HIGH_OF_Q);
    for (int i = 0; i < Limbs.COUNT; i++) {
      for (int k = 0; k < BYTES_IN_ROW; k++) {
        Expression product = b.local(A + i).times(ofB[k]);
        Expression subtracted = b.local(D + i).times(ofQ[k]);
        sums[2 * i + k] = sums[2 * i + k].plus(product).minus(subtracted);
      }
    }
    for (int i = 0; i < LIMBS_IN_ROW; i++) {
      Expression added = b.local(SIGN).times(b.local(E + i));
      Expression subtracted = b.local(TAKES_R).times(b.local(R + i));
      sums[2 * i] = sums[2 * i].plus(added).minus(subtracted);
    }
    return sums;
  }

  private static Expression[] bytes(ConstraintBuilder b, int word, int high) {
    Expression[] bytes = new Expression[BYTES_IN_ROW];
    for (int i = 0; i < LIMBS_IN_ROW; i++) {
      bytes[2 * i] = b.local(word + i).minus(b.local(high + i).times(BYTE_BASE));
      bytes[2 * i + 1] = b.local(high + i);
    }
    return bytes;
  }

  /** What the division of a first row is, and what that asks of it. */
  private static void constrainKinds(ConstraintBuilder b) {
    Expression isFirst = b.local(IS_FIRST);
    Expression down = b.local(DOWN);
    Expression rounded = b.local(ROUNDED);
    Expression edge = b.local(EDGE);
    Expression overflow = b.local(OVERFLOW);
    Expression remainder = b.local(REMAINDER);
    Expression isUp = b.local(IS_UP);
    Expression division = down.plus(rounded).plus(edge).plus(overflow);
    Expression any = division.plus(remainder);
    b.flag("down or not", down);
    b.flag("rounded or not", rounded);
    b.flag("edge or not", edge);
    b.flag("overflow or not", overflow);
    b.flag("remainder or not", remainder);
    b.everywhere("one kind", overflow.times(any.minus(overflow)));
    b.flag("up or down", isUp);
    b.everywhere("kinds stand in first rows", any.times(isFirst.not()));
    b.everywhere(
        "sign", isFirst.times(b.local(SIGN).minus(rounded.plus(remainder).minus(overflow))));
    b.everywhere("r taken", isFirst.times(b.local(TAKES_R).minus(any.minus(rounded))));

    Expression sumOfR = b.constant(0);
    for (int i = 0; i < Limbs.COUNT; i++) {
      sumOfR = sumOfR.plus(b.local(R + i));
      b.everywhere(
          "overflow is of 2^256 - 1, limb %d".formatted(i),
          overflow.times(b.local(D + i).minus(Limbs.BASE - 1)));
      b.everywhere(
          "the edge is 2^256 - 1, limb %d".formatted(i),
          edge.times(b.local(Q + i).minus(Limbs.BASE - 1)));
    }
    b.everywhere("what has a rest is not rounded up", down.times(isUp).times(sumOfR));
    b.everywhere(
        "what is rounded has a rest",
        rounded.plus(edge).times(sumOfR.times(b.local(INVERSE_OF_R)).minus(1)));
    b.everywhere("what is rounded is rounded up", rounded.plus(edge).times(isUp.not()));
    b.everywhere("divisions are offered", b.local(DIVISIONS).times(division.not()));
    b.everywhere("remainders are offered", b.local(REMAINDERS).times(remainder.not()));
  }

  private static void askAndOffer(ConstraintBuilder b) {
    Expression one = b.constant(1);
    for (int i = 0; i < LIMBS_IN_ROW; i++) {
      for (int[] word : new int[][] {{B, HIGH_OF_B}, {Q, HIGH_OF_Q}}) {
        Expression[] bytes = bytes(b, word[0], word[1]);
        b.send(Buses.BYTES, one, bytes[2 * i], bytes[2 * i + 1]);
      }
      b.send(Buses.LIMBS, one, b.local(R + i));
    }
    for (int i = 0; i < BYTES_IN_ROW; i++) {
      Expression high = b.local(CARRY_HIGH + i);
      b.send(Buses.LIMBS, one, b.local(CARRY_LOW + i));
      b.send(Buses.BYTES, one, high, high.times(CARRY_HIGH_FACTOR));
    }
    Expression[] d = Limbs.columns(b, D);
    Expression[] e = Limbs.columns(b, E);
    Expression[] q = Limbs.columns(b, Q);
    Expression[] r = Limbs.columns(b, R);
    Expression rounded = b.local(ROUNDED);
    Expression overflow = b.local(OVERFLOW);
    Expression remainder = b.local(REMAINDER);
    Expression fits = b.local(DOWN).plus(rounded);
    Expression isLess = fits.plus(b.local(EDGE)).plus(remainder);
    b.send(Buses.COMPARISONS, isLess, Limbs.tuple(r, d, one));
    b.send(Buses.COMPARISONS, overflow, Limbs.tuple(q, e, b.constant(0)));
    b.send(Buses.ADDITIONS, rounded, Limbs.tuple(one, d, e, r, b.constant(0)));
    Expression[] a = Limbs.columns(b, A);
    Expression[] multiplier = Limbs.columns(b, B);
    b.provide(Buses.REMAINDERS, b.local(REMAINDERS), Limbs.tuple(a, multiplier, e, d, r));
    Expression[] divisor = each((x, y) -> x.plus(overflow.times(y.minus(x))), d, e);
    b.provide(
        Buses.DIVISIONS,
        b.local(DIVISIONS),
        Limbs.tuple(
            b.local(IS_UP),
            a,
            multiplier,
            divisor,
            each((x, y) -> fits.times(x), q, q),
            b.local(EDGE).plus(overflow),
            each((x, y) -> fits.times(x), r, r)));
  }

  private static Expression[] each(
      BiFunction<Expression, Expression, Expression> f, Expression[] x, Expression[] y) {
    Expression[] result = new Expression[Limbs.COUNT];
    for (int i = 0; i < Limbs.COUNT; i++) {
      result[i] = f.apply(x[i], y[i]);
    }
    return result;
  }
}
