package io.braid.protocol.shard;

import java.util.Comparator;

/** A message bundle, by where it goes and the record that emitted it. */
record BundleId(int destination, int source, long sourceOffset) implements Comparable<BundleId> {

  private static final Comparator<BundleId> ORDER =
      Comparator.comparingInt(BundleId::destination)
          .thenComparingInt(BundleId::source)
          .thenComparingLong(BundleId::sourceOffset);

  @Override
  public int compareTo(BundleId other) {
    return ORDER.compare(this, other);
  }
}
