package io.braid.prover.bench;

import io.braid.protocol.tree.TreeChange;
import io.braid.protocol.tree.TreeHead;
import io.braid.protocol.tree.TreeStore;
import io.braid.protocol.tree.TreeUndo;

/** Takes the time of a store. */
final class MeteredStore implements TreeStore {

  private final TreeStore store;
  private long readNanoseconds;
  private long writeNanoseconds;

  MeteredStore(TreeStore store) {
    this.store = store;
  }

  void reset() {
    readNanoseconds = 0;
    writeNanoseconds = 0;
  }

  long readNanoseconds() {
    return readNanoseconds;
  }

  long writeNanoseconds() {
    return writeNanoseconds;
  }

  @Override
  public TreeHead head() {
    return store.head();
  }

  @Override
  public void readFloors(long[] keys, int count, long[] indexes, long[] leaves) {
    long start = System.nanoTime();
    store.readFloors(keys, count, indexes, leaves);
    readNanoseconds += System.nanoTime() - start;
  }

  @Override
  public void readLeaves(long[] indexes, int count, long[] leaves) {
    store.readLeaves(indexes, count, leaves);
  }

  @Override
  public void readPairs(int level, long[] parents, int count, int[] digests) {
    long start = System.nanoTime();
    store.readPairs(level, parents, count, digests);
    readNanoseconds += System.nanoTime() - start;
  }

  @Override
  public void write(TreeChange change) {
    long start = System.nanoTime();
    store.write(change);
    writeNanoseconds += System.nanoTime() - start;
  }

  @Override
  public TreeUndo undo(long batch) {
    return store.undo(batch);
  }
}
