package io.braid.stark.prover;

import io.braid.stark.commit.MerkleTree;
import io.braid.stark.commit.Opening;
import io.braid.stark.commit.Positions;
import java.util.Arrays;

/** The positions that were drawn. */
final class QueryPositions {

  private final int[] positions;
  private final int logDomain;
  private final boolean isPruned;

  QueryPositions(int[] positions, int logDomain, boolean isPruned) {
    this.positions = positions;
    this.logDomain = logDomain;
    this.isPruned = isPruned;
  }

  /** Opens a tree at the first bits of all positions, as many as it has levels. */
  Opening open(MerkleTree tree) {
    int levels = logDomain - tree.shape().logHeight();
    int[] own = Arrays.stream(positions).map(position -> position >>> levels).toArray();
    return isPruned ? tree.openPruned(Positions.distinct(own)) : tree.openPlain(own);
  }
}
