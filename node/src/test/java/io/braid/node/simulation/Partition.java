package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;

/** A partition of the virtual log: records by offset, from 0, without holes. */
final class Partition {

  /** What stands in it. */
  enum Topic {
    TRANSACTIONS,
    DIFFS,
    BLOCKS,
    SNAPSHOTS
  }

  private final Topic topic;
  private final int number;
  private final List<byte[]> records = new ArrayList<>();

  Partition(Topic topic, int number) {
    this.topic = topic;
    this.number = number;
  }

  Topic topic() {
    return topic;
  }

  int number() {
    return number;
  }

  int size() {
    return records.size();
  }

  byte[] record(int offset) {
    return records.get(offset);
  }

  void add(byte[] record) {
    records.add(record);
  }

  @Override
  public String toString() {
    return topic + " " + number;
  }
}
