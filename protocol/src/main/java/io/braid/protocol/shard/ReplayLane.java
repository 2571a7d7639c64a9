package io.braid.protocol.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A shard of a global replay: its machine, what is left of its log, and where it stands. */
final class ReplayLane {

  /** What a record is to the machine as it stands. */
  private record Head(boolean opensBlock, boolean isTakenBundle) {}

  final ShardMachine machine;
  final Deque<Long> offsets = new ArrayDeque<>();
  final Deque<byte[]> records = new ArrayDeque<>();

  /** Whether it has begun a header and has yet to run the bundles kept aside for it. */
  boolean isInHeader;

  /** The offset of the last record it took. */
  long lastOffset;

  /** Whether the header of the next generation was offered. */
  boolean isRepairOffered;

  /** With recomputed messages: bundles of the next block that the log has named. */
  final List<BundleId> ahead = new ArrayList<>();

  /** With recomputed messages: bundles without a record that came while a header was run. */
  final List<byte[]> late = new ArrayList<>();

  private final boolean repairs;
  private Head head;

  /** A lane whose headers may open the next generation if it {@code repairs}. */
  ReplayLane(ShardMachine machine, boolean repairs) {
    this.machine = machine;
    this.repairs = repairs;
    this.lastOffset = machine.nextOffset() - 1;
  }

  /** Whether the log may go on with a record that was not offered yet. */
  boolean isAtEnd() {
    return !isInHeader && records.isEmpty();
  }

  /** Whether the next record opens a block. */
  boolean isAtHeader() {
    return !isInHeader && !records.isEmpty() && head().opensBlock();
  }

  /** Whether the next record is a bundle that the machine would take. */
  boolean isAtTakenBundle() {
    return head().isTakenBundle();
  }

  /** Looks at the next record, once for each place: the machine stands still meanwhile. */
  private Head head() {
    if (head == null) {
      byte[] record = records.peek();
      boolean opens = machine.opensBlock(record) || (repairs && machine.opensGeneration(record));
      head = new Head(opens, machine.takesMessages(record));
    }
    return head;
  }

  /** Takes the next record. */
  byte[] take() {
    head = null;
    lastOffset = offsets.remove();
    return records.remove();
  }
}
