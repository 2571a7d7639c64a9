package io.braid.prover.bench;

import io.braid.protocol.tree.Compression;

/** Counts what goes through a compression, and how long it takes. */
final class MeteredCompression implements Compression {

  private final Compression compression;
  private long permutations;
  private long nanoseconds;

  MeteredCompression(Compression compression) {
    this.compression = compression;
  }

  void reset() {
    permutations = 0;
    nanoseconds = 0;
  }

  long permutations() {
    return permutations;
  }

  long nanoseconds() {
    return nanoseconds;
  }

  @Override
  public void compress(int[] pairs, int count, int[] digests) {
    long start = System.nanoTime();
    compression.compress(pairs, count, digests);
    nanoseconds += System.nanoTime() - start;
    permutations += count;
  }
}
