package io.braid.stark.commit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The opening of many leaves at once that has no digest which the others give. It has the siblings
 * of the nodes above the leaves, but for those that are opened or above something opened: level by
 * level from the leaves on, in each in ascending order of positions. Each row of a lower matrix
 * stands once, however many leaves are above it.
 */
public final class PrunedOpening {

  private PrunedOpening() {}

  /**
   * How many siblings an opening has.
   *
   * @param positions of the leaves, in ascending order, each once
   */
  public static int siblings(int logHeight, int[] positions) {
    int siblings = 0;
    int[] level = positions;
    for (int log = logHeight; log > 0; log--) {
      int[] above = Positions.ancestors(level, 1);
      siblings += 2 * above.length - level.length;
      level = above;
    }
    return siblings;
  }

  /**
   * Whether an opening shows rows under a root.
   *
   * @param root a digest
   * @param positions of the leaves, in ascending order, each once
   * @return {@link OpeningVerdict#VALID} or the first fault; nothing in an opening throws
   */
  public static OpeningVerdict verify(
      MerkleHash hash, TreeShape shape, int[] root, int[] positions, Opening opening) {
    int logHeight = shape.logHeight();
    if (!Positions.areDistinct(positions, logHeight)) {
      return OpeningVerdict.WRONG_POSITIONS;
    }
    List<int[]> expected = new ArrayList<>();
    for (MatrixShape matrix : shape.matrices()) {
      expected.add(Positions.ancestors(positions, logHeight - matrix.logHeight()));
    }
    OpeningVerdict form =
        OpeningChecks.of(hash, shape, expected, siblings(logHeight, positions), opening);
    if (form != OpeningVerdict.VALID) {
      return form;
    }
    return Arrays.equals(root, root(hash, shape, positions, opening))
        ? OpeningVerdict.VALID
        : OpeningVerdict.OTHER_ROOT;
  }

  /** The root of an opening that has its form. */
  private static int[] root(MerkleHash hash, TreeShape shape, int[] positions, Opening opening) {
    int log = shape.logHeight();
    int[] digests = new int[positions.length * MerkleHash.DIGEST_INTS];
    int[] elements = new int[shape.width(log)];
    for (int i = 0; i < positions.length; i++) {
      OpeningChecks.copyRows(shape, opening.rows(), log, i, elements);
      hash.leaf(elements, digests, i * MerkleHash.DIGEST_INTS);
    }
    int[] level = positions;
    int sibling = 0;
    for (log--; log >= 0; log--) {
      elements = new int[shape.width(log)];
      int[] above = Positions.ancestors(level, 1);
      int child = 0;
      for (int i = 0; i < above.length; i++) {
        OpeningChecks.copyRows(shape, opening.rows(), log, i, elements);
        // A parent takes the place of its first child or one before it, which is used up.
        int at = i * MerkleHash.DIGEST_INTS;
        int own = child * MerkleHash.DIGEST_INTS;
        if (Positions.hasSibling(level, child)) {
          hash.node(digests, own, digests, own + MerkleHash.DIGEST_INTS, elements, digests, at);
          child += 2;
        } else if ((level[child] & 1) == 0) {
          hash.node(digests, own, opening.siblings(), sibling, elements, digests, at);
          sibling += MerkleHash.DIGEST_INTS;
          child++;
        } else {
          hash.node(opening.siblings(), sibling, digests, own, elements, digests, at);
          sibling += MerkleHash.DIGEST_INTS;
          child++;
        }
      }
      level = above;
    }
    return Arrays.copyOf(digests, MerkleHash.DIGEST_INTS);
  }
}
