package io.braid.node.simulation;

import io.braid.node.simulation.Partition.Topic;
import java.util.List;
import java.util.stream.IntStream;

/** All partitions, and the one who sees every append. */
final class Logs {

  /** Sees what is appended, in the order in which it becomes durable. */
  @FunctionalInterface
  interface Watcher {
    void appended(Partition to, int offset, byte[] record);
  }

  final List<Partition> inputs;
  final List<Partition> diffs;
  final List<Partition> snapshots;
  final Partition blocks = new Partition(Topic.BLOCKS, 0);
  private final Watcher watcher;

  Logs(int shards, Watcher watcher) {
    inputs = partitions(Topic.TRANSACTIONS, shards);
    diffs = partitions(Topic.DIFFS, shards);
    snapshots = partitions(Topic.SNAPSHOTS, shards);
    this.watcher = watcher;
  }

  private static List<Partition> partitions(Topic topic, int count) {
    return IntStream.range(0, count).mapToObj(number -> new Partition(topic, number)).toList();
  }

  void append(Partition to, byte[] record) {
    to.add(record);
    watcher.appended(to, to.size() - 1, record);
  }
}
