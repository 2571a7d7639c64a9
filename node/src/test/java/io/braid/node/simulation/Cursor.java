package io.braid.node.simulation;

/** A reader's place in a partition. A slow one sees nothing for a while. */
final class Cursor {

  private final World world;
  private final Partition partition;
  private int position;
  private long stalledUntil;

  Cursor(World world, Partition partition, long position) {
    this.world = world;
    this.partition = partition;
    this.position = (int) position;
  }

  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= partition.size();
  }

  /** Whether there is something to read now. */
  boolean hasNext() {
    return !isAtEnd() && world.event() >= stalledUntil;
  }

  byte[] peek() {
    return partition.record(position);
  }

  void skip() {
    position++;
  }

  byte[] next() {
    return partition.record(position++);
  }

  void stall(long untilEvent) {
    stalledUntil = untilEvent;
  }
}
