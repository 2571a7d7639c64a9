package io.braid.prover.chip;

import io.braid.protocol.tree.NodeRows;
import io.braid.protocol.tree.Transition;
import io.braid.stark.chip.Poseidon2Chip;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.poly.Matrix;
import java.util.Arrays;
import java.util.List;

/** The rows of {@link NodeChip}, from what an update of the tree did. */
public final class NodeTrace {

  private static final int PAIR = Poseidon2Chip.ELEMENTS;
  private static final int DIGEST = Poseidon2Chip.DIGEST;
  private static final long PART_MASK = (1L << NodeChip.PART) - 1;

  private final Matrix trace;
  private final RangeChip.Counts ranges;
  private final CompressionRows compressions;
  private int row;

  private NodeTrace(int height, RangeChip.Counts ranges, CompressionRows compressions) {
    this.trace = new Matrix(height, NodeChip.WIDTH);
    this.ranges = ranges;
    this.compressions = compressions;
  }

  /** The rows that an update takes. */
  public static int rows(Transition transition) {
    return transition.levels().stream().skip(1).mapToInt(NodeRows::count).sum();
  }

  /**
   * The columns.
   *
   * @param height a power of two, at least {@link #rows}
   */
  public static Matrix of(
      Transition transition, int height, RangeChip.Counts ranges, CompressionRows compressions) {
    NodeTrace nodes = new NodeTrace(height, ranges, compressions);
    List<NodeRows> levels = transition.levels();
    for (int level = 1; level < levels.size(); level++) {
      nodes.writeLevel(level, levels.get(level), levels.get(level - 1));
    }
    return nodes.trace;
  }

  private void writeLevel(int level, NodeRows nodes, NodeRows below) {
    int child = 0;
    boolean isUpper = level > NodeChip.PART;
    for (int i = 0; i < nodes.count(); i++, row++) {
      long index = nodes.index(i);
      // Indexes count the nodes of a level; parts are as many bits short as the level is high.
      int shift = isUpper ? 0 : NodeChip.PART - level;
      set(NodeChip.LEVEL, level);
      set(NodeChip.HIGH, (int) (isUpper ? index : index >>> shift));
      set(NodeChip.LOW, (int) (isUpper ? 0 : index & (PART_MASK >>> level)));
      set(NodeChip.IS_UPPER, isUpper ? 1 : 0);
      set(NodeChip.IN_USE, 1);
      for (int side = 0; side < 2; side++) {
        if (child < below.count() && below.index(child) == 2 * index + side) {
          set(NodeChip.TAKES_LEFT + side, 1);
          child++;
        }
      }
      copy(nodes.oldPairs(), i * PAIR, NodeChip.CHILDREN_BEFORE, PAIR);
      copy(nodes.newPairs(), i * PAIR, NodeChip.CHILDREN_AFTER, PAIR);
      copy(nodes.oldDigests(), i * DIGEST, NodeChip.BEFORE, DIGEST);
      copy(nodes.newDigests(), i * DIGEST, NodeChip.AFTER, DIGEST);
      ranges.limb(isUpper ? level - NodeChip.PART - 1 : NodeChip.PART - level);
      compress(nodes, i * PAIR);
    }
  }

  /** Asks for the digests before and after, once where nothing changed. */
  private void compress(NodeRows nodes, int at) {
    int[] before = nodes.oldPairs();
    int[] after = nodes.newPairs();
    boolean isSame = Arrays.equals(before, at, at + PAIR, after, at, at + PAIR);
    compressions.add(before, at, isSame ? 2 : 1);
    if (!isSame) {
      compressions.add(after, at, 1);
    }
  }

  private void set(int column, int number) {
    trace.set(row, column, KoalaBear.of(number));
  }

  private void copy(int[] elements, int from, int column, int count) {
    System.arraycopy(elements, from, trace.elements(), row * NodeChip.WIDTH + column, count);
  }
}
