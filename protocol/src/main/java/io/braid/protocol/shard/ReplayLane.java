package io.braid.protocol.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A shard of a global replay: its machine, what is left of its log, and where it stands. */
final class ReplayLane {

  final ShardMachine machine;
  final Deque<Long> offsets = new ArrayDeque<>();
  final Deque<byte[]> records = new ArrayDeque<>();

  /** Whether it has begun a header and has yet to run the bundles kept aside for it. */
  boolean isInHeader;

  /** The offset of the last record it took. */
  long lastOffset;

  /** Whether the header of the next generation was offered. */
  boolean isRepairOffered;

  /** The bundle that the next record stands for, if it is one that counts; else null. */
  BundleId head;

  /** Whether that bundle is of the next block. */
  boolean isHeadAhead;

  /** With recomputed messages: bundles of the next block that the log has named. */
  final List<BundleId> ahead = new ArrayList<>();

  /** With recomputed messages: bundles without a record that came while a header was run. */
  final List<byte[]> late = new ArrayList<>();

  ReplayLane(ShardMachine machine) {
    this.machine = machine;
    this.lastOffset = machine.nextOffset() - 1;
  }

  /** Takes the next record. */
  byte[] take() {
    lastOffset = offsets.remove();
    return records.remove();
  }
}
