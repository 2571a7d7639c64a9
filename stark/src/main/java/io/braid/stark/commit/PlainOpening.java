package io.braid.stark.commit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The opening of leaves one by one: for each query a row of each matrix and the whole path, the
 * siblings from the leaf to below the root. All paths are of one length, as a proof about proofs
 * wants it; two queries may be for one leaf.
 */
public final class PlainOpening {

  private PlainOpening() {}

  /** How many siblings an opening has for so many queries. */
  public static long siblings(int logHeight, int queries) {
    return (long) logHeight * queries;
  }

  /**
   * Whether an opening shows rows under a root.
   *
   * @param root a digest
   * @param positions of the leaves, one for each query
   * @return {@link OpeningVerdict#VALID} or the first fault; nothing in an opening throws
   */
  public static OpeningVerdict verify(
      MerkleHash hash, TreeShape shape, int[] root, int[] positions, Opening opening) {
    int logHeight = shape.logHeight();
    if (!Positions.areAny(positions, logHeight)) {
      return OpeningVerdict.WRONG_POSITIONS;
    }
    List<int[]> expected = new ArrayList<>();
    for (MatrixShape matrix : shape.matrices()) {
      int levels = logHeight - matrix.logHeight();
      expected.add(Arrays.stream(positions).map(position -> position >>> levels).toArray());
    }
    OpeningVerdict form =
        OpeningChecks.of(hash, shape, expected, siblings(logHeight, positions.length), opening);
    if (form != OpeningVerdict.VALID) {
      return form;
    }
    for (int query = 0; query < positions.length; query++) {
      if (!Arrays.equals(root, root(hash, shape, positions[query], opening, query))) {
        return OpeningVerdict.OTHER_ROOT;
      }
    }
    return OpeningVerdict.VALID;
  }

  /** The root from one path of an opening that has its form. */
  private static int[] root(
      MerkleHash hash, TreeShape shape, int position, Opening opening, int query) {
    int logHeight = shape.logHeight();
    int[] digest = new int[MerkleHash.DIGEST_INTS];
    int[] elements = new int[shape.width(logHeight)];
    OpeningChecks.copyRows(shape, opening.rows(), logHeight, query, elements);
    hash.leaf(elements, digest, 0);
    int sibling = query * logHeight * MerkleHash.DIGEST_INTS;
    int rest = position;
    for (int log = logHeight - 1; log >= 0; log--) {
      elements = new int[shape.width(log)];
      OpeningChecks.copyRows(shape, opening.rows(), log, query, elements);
      if ((rest & 1) == 0) {
        hash.node(digest, 0, opening.siblings(), sibling, elements, digest, 0);
      } else {
        hash.node(opening.siblings(), sibling, digest, 0, elements, digest, 0);
      }
      rest >>>= 1;
      sibling += MerkleHash.DIGEST_INTS;
    }
    return digest;
  }
}
