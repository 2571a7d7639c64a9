package io.braid.stark.commit;

import java.util.List;

/** What shows that rows belong to a root: the rows, and digests to compute the root from. */
public final class Opening {

  private final List<OpenedRows> rows;
  private final int[] siblings;

  /**
   * An opening over an array, which is not copied.
   *
   * @param rows for each matrix, in the order of the commitment
   * @param siblings digests, in the order of {@link PrunedOpening} or {@link PlainOpening}
   */
  public Opening(List<OpenedRows> rows, int[] siblings) {
    this.rows = List.copyOf(rows);
    this.siblings = siblings;
  }

  /** For each matrix, in the order of the commitment. */
  public List<OpenedRows> rows() {
    return rows;
  }

  /** The digests themselves, {@value MerkleHash#DIGEST_INTS} ints each. */
  public int[] siblings() {
    return siblings;
  }
}
