package io.braid.prover.chip;

import io.braid.protocol.Limits;
import io.braid.stark.air.Chip;
import io.braid.stark.air.ConstraintBuilder;
import io.braid.stark.air.Expression;
import io.braid.stark.chip.Poseidon2Chip;

/**
 * The nodes of the state tree above touched leaves, before and after a batch, one in a row.
 *
 * <p>The index of a node is in two parts of 20 bits each. Above level 20 the low part is 0 and the
 * high part of a child is twice its parent's, plus 1 on the right; up to level 20 the high part
 * stays and the low part does so. Columns: level and index; whether the level is above 20; whether
 * the row is in use; whether each child is touched; left and right child, before and after; the
 * node's digests, before and after.
 *
 * <p>A row in use puts itself on the bus of nodes, as (level, high, low, before, after), and takes
 * each touched child from it, once. Public values take the root, once.
 *
 * <p><b>Assumes</b> that public values take one root alone, of level 40 and index 0, and that who
 * puts leaves on the bus puts them at level 0. <b>Guarantees</b> that the leaves on the bus are,
 * each at its index and each once, those that differ in the tree of the root after from the tree of
 * the root before; and that before and after they are in those trees.
 *
 * <p><b>Why.</b> A row has no more than one parent that takes it, and a root is taken once. So by
 * induction from the root there is one row at most for each place that is reached, with the digests
 * that its parent says; and a row that no parent takes would be left on the bus. Compressing is
 * collision resistant: so children before are those of the tree before, and after. A child that is
 * not touched is the same before and after, and so is all below it. Rows below level 1 are of no
 * use to a prover: no leaf is under them, so they stay as they are. The index begins with 0 at the
 * root and grows by a bit a level: 20 bits of the high part, then 20 of the low one, neither of
 * which passes p. For that the turn must come at level 20: above it, 21 less than the level is
 * looked up as a limb, and up to it the level less than 20, where the other one is negative. Rows
 * may stand in any order; a row left out leaves its parent, or its children, on the bus.
 */
public final class NodeChip implements Chip {

  /** Levels, and bits, of each part of the index. */
  static final int PART = Limits.TREE_LEVELS / 2;

  static final int LEVEL = 0;
  static final int HIGH = 1;
  static final int LOW = 2;
  static final int IS_UPPER = 3;
  static final int IN_USE = 4;
  static final int TAKES_LEFT = 5;
  static final int TAKES_RIGHT = 6;
  static final int CHILDREN_BEFORE = 7;
  static final int CHILDREN_AFTER = CHILDREN_BEFORE + Poseidon2Chip.ELEMENTS;
  static final int BEFORE = CHILDREN_AFTER + Poseidon2Chip.ELEMENTS;
  static final int AFTER = BEFORE + Poseidon2Chip.DIGEST;
  static final int WIDTH = AFTER + Poseidon2Chip.DIGEST;

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void constrain(ConstraintBuilder b) {
    Expression level = b.local(LEVEL);
    Expression high = b.local(HIGH);
    Expression low = b.local(LOW);
    Expression isUpper = b.local(IS_UPPER);
    Expression inUse = b.local(IN_USE);
    Expression[] childrenBefore = columns(b, CHILDREN_BEFORE, Poseidon2Chip.ELEMENTS);
    Expression[] childrenAfter = columns(b, CHILDREN_AFTER, Poseidon2Chip.ELEMENTS);
    Expression[] before = columns(b, BEFORE, Poseidon2Chip.DIGEST);
    Expression[] after = columns(b, AFTER, Poseidon2Chip.DIGEST);
    b.flag("in use or not", inUse);
    b.flag("upper or not", isUpper);
    // The distance of the level from the turn: level - 21 above it, else 20 - level.
    Expression distance =
        isUpper.times(level.times(2).minus(2 * PART + 1)).plus(level.minus(PART).times(-1));
    b.send(Buses.LIMBS, inUse, distance);
    b.everywhere("above the turn there is no low part", isUpper.times(low));

    b.send(Buses.COMPRESSIONS, inUse, Limbs.tuple(childrenBefore, before));
    b.send(Buses.COMPRESSIONS, inUse, Limbs.tuple(childrenAfter, after));
    b.send(Buses.NODES, inUse, Limbs.tuple(level, high, low, before, after));
    for (int side = 0; side < 2; side++) {
      Expression takes = b.local(TAKES_LEFT + side);
      String name = side == 0 ? "left" : "right";
      b.flag("the %s child is touched or not".formatted(name), takes);
      b.everywhere(
          "only what is in use takes a %s child".formatted(name), takes.times(inUse.not()));
      // high of the child = 2 high + side above the turn, else high; low the other way round
      Expression highOfChild = high.plus(isUpper.times(high.plus(side)));
      Expression lowOfChild = low.plus(isUpper.not().times(low.plus(side)));
      int from = side * Poseidon2Chip.DIGEST;
      Expression[] childBefore = columns(b, CHILDREN_BEFORE + from, Poseidon2Chip.DIGEST);
      Expression[] childAfter = columns(b, CHILDREN_AFTER + from, Poseidon2Chip.DIGEST);
      for (int i = 0; i < Poseidon2Chip.DIGEST; i++) {
        b.everywhere(
            "a %s child that is not touched stays, element %d".formatted(name, i),
            takes.not().times(childAfter[i].minus(childBefore[i])));
      }
      b.receive(
          Buses.NODES,
          takes,
          Limbs.tuple(level.minus(1), highOfChild, lowOfChild, childBefore, childAfter));
    }
  }

  private static Expression[] columns(ConstraintBuilder b, int from, int count) {
    Expression[] columns = new Expression[count];
    for (int i = 0; i < count; i++) {
      columns[i] = b.local(from + i);
    }
    return columns;
  }
}
