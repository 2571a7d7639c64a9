package io.braid.prover.chip;

import static io.braid.prover.chip.MultiplicationChip.A;
import static io.braid.prover.chip.MultiplicationChip.B;
import static io.braid.prover.chip.MultiplicationChip.BYTES_IN_ROW;
import static io.braid.prover.chip.MultiplicationChip.CARRY_HIGH;
import static io.braid.prover.chip.MultiplicationChip.CARRY_LOW;
import static io.braid.prover.chip.MultiplicationChip.D;
import static io.braid.prover.chip.MultiplicationChip.DIVISIONS;
import static io.braid.prover.chip.MultiplicationChip.DOWN;
import static io.braid.prover.chip.MultiplicationChip.E;
import static io.braid.prover.chip.MultiplicationChip.EDGE;
import static io.braid.prover.chip.MultiplicationChip.HIGH_OF_B;
import static io.braid.prover.chip.MultiplicationChip.INVERSE_OF_STEP;
import static io.braid.prover.chip.MultiplicationChip.IS_FIRST;
import static io.braid.prover.chip.MultiplicationChip.IS_LAST;
import static io.braid.prover.chip.MultiplicationChip.IS_UP;
import static io.braid.prover.chip.MultiplicationChip.LIMBS_IN_ROW;
import static io.braid.prover.chip.MultiplicationChip.OVERFLOW;
import static io.braid.prover.chip.MultiplicationChip.Q;
import static io.braid.prover.chip.MultiplicationChip.R;
import static io.braid.prover.chip.MultiplicationChip.REMAINDER;
import static io.braid.prover.chip.MultiplicationChip.REMAINDERS;
import static io.braid.prover.chip.MultiplicationChip.ROUNDED;
import static io.braid.prover.chip.MultiplicationChip.ROWS;
import static io.braid.prover.chip.MultiplicationChip.SIGN;
import static io.braid.prover.chip.MultiplicationChip.STEP;
import static io.braid.prover.chip.MultiplicationChip.SUMS;
import static io.braid.prover.chip.MultiplicationChip.T;
import static io.braid.prover.chip.MultiplicationChip.TAKES_R;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.stark.air.Witness;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.fixtures.ChipDeletions;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would be proven of products without each of the constraints and interactions. */
class MultiplicationDeletionTest {

  private final ChipDeletions deletions = new ChipDeletions(MultiplicationCircuit.MULTIPLICATION);

  private static HostileMultiplication hostile() {
    return new HostileMultiplication();
  }

  private void show(Witness hostile, Map<String, Integer> rows) {
    deletions.showConstraints(MultiplicationCircuit.CHIPS, hostile, rows);
  }

  private void show(HostileMultiplication hostile, String label, int row) {
    show(hostile.witness(), Map.of(label, row));
  }

  @Test
  void eachConstraintIsNeeded() {
    showSteps();
    showWords();
    showSums();
    showFlags();
    showKinds();
    showRanges();
    showQuestions();
    assertEquals(Set.of(), deletions.notShown(MultiplicationCircuit.CHIPS));
  }

  /** Sixteen rows count from -8 to 7; those before a place among them are as they were. */
  private static HostileMultiplication count(HostileMultiplication hostile, int row, int place) {
    for (int i = place; i < 2 * ROWS; i++) {
      int step = i - ROWS;
      boolean isLast = step == ROWS - 1;
      int inverse =
          isLast
              ? KoalaBear.ZERO
              : KoalaBear.negate(KoalaBear.inverse(KoalaBear.of(ROWS - 1 - step)));
      hostile.set(row + i, STEP, step).set(row + i, IS_LAST, isLast ? 1 : 0);
      hostile.setElement(row + i, INVERSE_OF_STEP, inverse);
      if (i > 0) {
        hostile.set(row + i, IS_FIRST, 0);
      }
    }
    return hostile;
  }

  private void showSteps() {
    show(count(hostile(), 0, 0), "steps begin with 0", 0);
    show(hostile().set(0, IS_FIRST, 0), "the first step is first", 0);
    show(hostile().set(3, IS_FIRST, 1), "the first step follows the last", 2);
    show(hostile().set(3, INVERSE_OF_STEP, 0), "the last step is last", 3);
    show(new HostileMultiplication(4), "the table ends with a last step", 3);

    // The first of the last eight rows is in place; what follows counts on from elsewhere.
    int first = 6 * ROWS;
    show(count(hostile(), first, 1), "steps count", first);
    // 1 (1 - 8) = -7
    HostileMultiplication last = count(hostile().set(first, IS_LAST, ROWS), first, 1);
    last.setElement(first, INVERSE_OF_STEP, KoalaBear.ONE);
    show(last.set(first + 1, IS_FIRST, ROWS), "no other step is last", first);
  }

  private void showWords() {
    HostileMultiplication changed = hostile();
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 3; row < ROWS; row++) {
      for (int i = 0; i < Limbs.COUNT; i++) {
        changed.set(row, A + i, 1).set(row, D + i, 1);
      }
      changed.set(row, SIGN, 1).set(row, TAKES_R, 1);
    }
    for (int i = 0; i < Limbs.COUNT; i++) {
      rows.put("a %d stays".formatted(i), 2);
      rows.put("d %d stays".formatted(i), 2);
    }
    rows.put("the sign stays", 2);
    rows.put("taking r stays", 2);
    show(changed.witness(), rows);

    HostileMultiplication moved = hostile();
    rows.clear();
    int[] words = {B, E, Q, R};
    String names = "beqr";
    for (int w = 0; w < words.length; w++) {
      for (int i = 0; i < Limbs.COUNT; i++) {
        moved.set(ROWS - 1, words[w] + i, 1);
        rows.put("%s %d moves".formatted(names.charAt(w), i), ROWS - 2);
      }
    }
    show(moved.witness(), rows);
  }

  /** Adds 1 at a place, by a limb of a that is 1 and a limb of b that is 1 or 2^8. */
  private static void addOne(HostileMultiplication hostile, int first, int row, int place) {
    hostile.setAll(first, A + place / 2, 1);
    for (int i = first; i <= row; i++) {
      hostile.set(i, B + (row - i) * LIMBS_IN_ROW, place % 2 == 0 ? 1 : 256);
    }
    hostile.set(row, HIGH_OF_B, place % 2);
  }

  private void showSums() {
    HostileMultiplication carried = hostile();
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < BYTES_IN_ROW; i++) {
      // 1 is handed on to where it should be carried.
      int first = i * ROWS;
      addOne(carried, first, first, BYTES_IN_ROW + i);
      carried.set(first + 1, T + i, 1);
      rows.put("carry %d".formatted(i), first + 1);
    }
    show(carried.witness(), rows);

    for (int from = 0; from < SUMS; from += ROWS) {
      HostileMultiplication inserted = hostile();
      rows.clear();
      for (int i = from; i < Math.min(SUMS, from + ROWS); i++) {
        // -1 comes from nowhere, and is made up for by the product.
        int first = (i - from) * ROWS;
        addOne(inserted, first, first + 1, i);
        inserted.set(first + 1, T + i, -1);
        rows.put("sum %d".formatted(i), first);
      }
      show(inserted.witness(), rows);
    }

    // 2^8 and -1 in neighbours are nothing, wherever they are carried.
    HostileMultiplication begun = hostile();
    rows.clear();
    for (int i = 0; i < SUMS; i++) {
      for (int step = 0; step * BYTES_IN_ROW <= i; step++) {
        int place = i - step * BYTES_IN_ROW;
        begun.set(step, T + place, i % 2 == 0 ? 256 : -1);
        if (place < BYTES_IN_ROW) {
          begun.set(step, CARRY_LOW + place, i % 2 == 0 ? 1 : 0);
        }
      }
      rows.put("sum %d begins with 0".formatted(i), 0);
    }
    show(begun.witness(), rows);
    showThatNothingIsLeft();
  }

  /** 2^257 2^255 = 2^512, with a limb of 2^17, which who asks must not have. */
  private void showThatNothingIsLeft() {
    int first = MultiplicationCircuit.HEIGHT - ROWS;
    HostileMultiplication left = hostile().setAll(first, A + Limbs.COUNT - 1, 1 << 17);
    for (int step = 0; step < ROWS / 2; step++) {
      left.set(first + step, B + Limbs.COUNT - 1 - step * LIMBS_IN_ROW, 1 << 15);
    }
    left.set(first + 3, HIGH_OF_B + 3, 128);
    for (int step = 4; step < ROWS; step++) {
      left.set(first + step, T + SUMS - 1 - (step - 4) * BYTES_IN_ROW, 1 << 24);
    }
    int last = first + ROWS - 1;
    // 2^24 = 2^8 2^16, 2^16 = 2^8 2^8, 2^8 = 2^8 1; a carry of 2^16 is one more above its limb.
    left.set(last, CARRY_HIGH + 5, 33).set(last, CARRY_LOW + 6, 256).set(last, CARRY_LOW + 7, 1);
    show(left, "nothing is left", last);
  }

  /** Kinds that add up to none, or to one too many. */
  private void showFlags() {
    show(hostile().set(0, DOWN, -1).set(0, REMAINDER, 1).kind(0, 1, 0), "down or not", 0);
    show(hostile().set(0, REMAINDER, -1).set(0, DOWN, 1).kind(0, -1, 0), "remainder or not", 0);
    show(
        hostile().set(0, EDGE, -1).set(0, ROUNDED, 1).kind(0, 1, -1).setMax(0, Q).subtract(0, 0),
        "edge or not",
        0);
    show(
        hostile()
            .set(0, ROUNDED, -1)
            .set(0, EDGE, 1)
            .kind(0, -1, 1)
            .setMax(0, Q)
            .subtract(0, 0)
            .witness(1),
        Map.of("rounded or not", 0));
    show(
        hostile().set(0, OVERFLOW, -1).kind(0, 1, -1).setMax(0, D).compare(0, 0).witness(1),
        Map.of("overflow or not", 0));
    show(
        hostile()
            .set(0, OVERFLOW, 1)
            .set(0, DOWN, 1)
            .kind(0, -1, 2)
            .setMax(0, D)
            .compare(BigInteger.ZERO, Words.MAX)
            .compare(0, 0),
        "one kind",
        0);
    show(
        hostile()
            .set(0, DOWN, 1)
            .set(0, REMAINDER, 1)
            .kind(0, 1, 2)
            .setAll(0, D, 1)
            .compare(0, 1)
            .compare(0, 1),
        "bus comparisons: what says whether is 0 or 1",
        0);
    show(hostile().set(0, IS_UP, 2), "up or down", 0);
  }

  private void showKinds() {
    show(hostile().set(3, DOWN, 1).setAll(0, D, 1).compare(0, 1), "kinds stand in first rows", 3);
    show(hostile().kind(0, 1, 1).witness(), Map.of("sign", 0, "r taken", 0));
    Map<String, Integer> overflow = new HashMap<>();
    Map<String, Integer> edge = new HashMap<>();
    for (int i = 0; i < Limbs.COUNT; i++) {
      overflow.put("overflow is of 2^256 - 1, limb %d".formatted(i), 0);
      edge.put("the edge is 2^256 - 1, limb %d".formatted(i), 0);
    }
    show(hostile().set(0, OVERFLOW, 1).kind(0, -1, 1).compare(0, 0).witness(), overflow);
    // 1 1 = 0 2 + 1
    HostileMultiplication half = hostile().small(0, 1, 1, 0, 0, 2, 1).kind(0, 0, 1).compare(1, 2);
    show(half.set(0, EDGE, 1).set(0, IS_UP, 1).inverseOfR(0, 1).witness(), edge);
    HostileMultiplication up = hostile().small(0, 1, 1, 0, 0, 2, 1).kind(0, 0, 1).compare(1, 2);
    show(up.set(0, DOWN, 1).set(0, IS_UP, 1), "what has a rest is not rounded up", 0);
    // 0 0 + 1 = 1 1, as if 0 were rounded up to 1
    show(
        hostile()
            .small(0, 0, 0, 1, 1, 1, 0)
            .kind(0, 1, 0)
            .set(0, ROUNDED, 1)
            .set(0, IS_UP, 1)
            .compare(0, 1)
            .subtract(1, 1),
        "what is rounded has a rest",
        0);
    // 1 1 + 1 = 1 2
    show(
        hostile()
            .small(0, 1, 1, 1, 1, 2, 1)
            .kind(0, 1, 0)
            .set(0, ROUNDED, 1)
            .inverseOfR(0, 1)
            .compare(1, 2)
            .subtract(2, 1),
        "what is rounded is rounded up",
        0);
    // 0 / 0 = 0, without a flag
    show(
        hostile().set(0, DIVISIONS, 1).askQuotient(0, 0, 0, 0, 0, 0, 0),
        "divisions are offered",
        0);
    show(hostile().set(0, REMAINDERS, 1).askRemainderOfZeros(), "remainders are offered", 0);
  }

  private void showInteraction(HostileMultiplication hostile, int interaction) {
    deletions.showInteraction(
        MultiplicationCircuit.CHIPS, hostile.omit(interaction).witness(), interaction);
  }

  private void showRanges() {
    int interaction = 0;
    for (int i = 0; i < LIMBS_IN_ROW; i++) {
      showInteraction(hostile().set(0, B + i, -1), interaction++);
      showInteraction(hostile().set(0, Q + i, 256), interaction++);
      showInteraction(hostile().set(0, R + i, Limbs.BASE), interaction++);
    }
    for (int i = 0; i < BYTES_IN_ROW; i++) {
      // A carry of 0 in another way: 2^16 + 31 2^16, or 1 and what is modulo p the rest.
      HostileMultiplication low = hostile().set(0, CARRY_LOW + i, Limbs.BASE);
      showInteraction(low.set(0, CARRY_HIGH + i, 31), interaction++);
      int rest =
          KoalaBear.multiply(
              KoalaBear.of((1 << 21) - 1), KoalaBear.inverse(KoalaBear.of(Limbs.BASE)));
      HostileMultiplication high = hostile().set(0, CARRY_LOW + i, 1);
      showInteraction(high.setElement(0, CARRY_HIGH + i, rest), interaction++);
    }
  }

  private void showQuestions() {
    int interaction = 3 * LIMBS_IN_ROW + 2 * BYTES_IN_ROW;
    // 10 10 = 40 2 + 20
    showInteraction(
        hostile()
            .small(0, 10, 10, 0, 40, 2, 20)
            .kind(0, 0, 1)
            .set(0, DOWN, 1)
            .set(0, DIVISIONS, 1)
            .askQuotient(0, 10, 10, 2, 40, 0, 20),
        interaction++);
    // 5 1 = 0 (2^256 - 1) + 4 + 1, as if 5 / 1 were too large
    showInteraction(
        hostile()
            .small(0, 5, 1, 1, 0, 0, 4)
            .setMax(0, D)
            .kind(0, -1, 1)
            .set(0, OVERFLOW, 1)
            .set(0, DIVISIONS, 1)
            .askQuotient(0, 5, 1, 1, 0, 1, 0),
        interaction++);
    // 10 10 + 2 = 34 3, as if the rest were 2
    showInteraction(
        hostile()
            .small(0, 10, 10, 2, 34, 3, 2)
            .kind(0, 1, 0)
            .set(0, ROUNDED, 1)
            .set(0, IS_UP, 1)
            .inverseOfR(0, 2)
            .compare(2, 3)
            .set(0, DIVISIONS, 1)
            .askQuotient(1, 10, 10, 3, 34, 0, 2),
        interaction++);
    // What is offered and not taken: 0 0 + 0 = 0 1 and 0 0 = 0 1.
    showInteraction(
        hostile()
            .setAll(0, D, 1)
            .kind(0, 1, 1)
            .set(0, REMAINDER, 1)
            .compare(0, 1)
            .set(0, REMAINDERS, 1),
        interaction++);
    showInteraction(
        hostile().setAll(0, D, 1).kind(0, 0, 1).set(0, DOWN, 1).compare(0, 1).set(0, DIVISIONS, 1),
        interaction);
  }
}
