package io.braid.sequencer.block;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;

/** An input record of a shard with what it did. */
final class LogUnit {

  final long offset;
  final byte[] record;
  final Diff diff;

  /** The first outcome that was not taken yet: a header's are taken in three parts. */
  int nextOutcome;

  LogUnit(long offset, byte[] record, Diff diff) {
    this.offset = offset;
    this.record = record;
    this.diff = diff;
  }

  boolean hasOutcome() {
    return nextOutcome < diff.outcomes().size();
  }

  Outcome outcome() {
    return diff.outcomes().get(nextOutcome);
  }
}
