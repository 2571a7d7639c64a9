package io.braid.sequencer.block;

import io.braid.protocol.record.Decoded;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The input records and the diffs of a shard, which come from two logs, joined by offset. What was
 * offered before is dropped, by its offset. So is a diff with something missing before it: an
 * append was lost, and whoever runs the shard next appends all again, in order.
 *
 * <p>An offset at which no record stands, where a log holds a part of one, is nothing missing. That
 * is known when the record behind it is there.
 */
final class ShardLog {

  /** A record of one of the logs. */
  private static final class Entry {
    private final long offset;
    private final byte[] bytes;

    Entry(long offset, byte[] bytes) {
      this.offset = offset;
      this.bytes = bytes;
    }
  }

  /** One of the two logs: what is not joined yet. */
  private static final class Side {
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private long nextOffset;
    private long bytes;

    Side(long nextOffset) {
      this.nextOffset = nextOffset;
    }

    boolean hasRoom() {
      return bytes < BlockAssembler.WAITING_BYTES_MAX;
    }

    void add(int shard, long offset, byte[] entry) {
      if (!hasRoom()) {
        throw new IllegalStateException(
            "shard %d, offset %d: %d bytes wait already; ask for room before"
                .formatted(shard, offset, bytes));
      }
      waiting.add(new Entry(offset, entry));
      nextOffset = Math.addExact(offset, 1);
      bytes += entry.length;
    }

    /** Whether this offset is that of the next entry at or behind another. */
    boolean isNextFrom(long from, long offset) {
      for (Entry entry : waiting) {
        if (entry.offset >= from) {
          return entry.offset == offset;
        }
      }
      return false;
    }

    Entry remove() {
      Entry entry = waiting.remove();
      bytes -= entry.bytes.length;
      return entry;
    }
  }

  private final int shard;
  private final Side records;
  private final Side diffs;
  private long gaps;
  private long taken;

  /**
   * A log that is read from an offset on.
   *
   * @param before how many records stand before that
   */
  ShardLog(int shard, long nextOffset, long before) {
    this.shard = shard;
    taken = before;
    records = new Side(nextOffset);
    diffs = new Side(nextOffset);
  }

  boolean hasRoomForRecord() {
    return records.hasRoom();
  }

  boolean hasRoomForDiff() {
    return diffs.hasRoom();
  }

  void offerRecord(long offset, byte[] record) {
    if (offset >= records.nextOffset) {
      records.add(shard, offset, record);
    }
  }

  /** Takes the diff if it is the next one; says whether it is. */
  boolean offerDiff(long offset, byte[] diff) {
    if (offset < diffs.nextOffset) {
      return false;
    }
    if (offset > diffs.nextOffset && !records.isNextFrom(diffs.nextOffset, offset)) {
      gaps++;
      return false;
    }
    diffs.add(shard, offset, diff);
    return true;
  }

  /** How many diffs were dropped because something was missing before them. */
  long gaps() {
    return gaps;
  }

  /** How many records stand in the log up to the last one that was taken, that included. */
  long taken() {
    return taken;
  }

  /** Takes the next record with its diff; null until both are there. */
  LogUnit poll() {
    Entry record = records.waiting.peek();
    Entry bytes = diffs.waiting.peek();
    if (record == null || bytes == null) {
      return null;
    }
    if (record.offset != bytes.offset) {
      throw new BlockFaultException(
          shard, bytes.offset, "its record is missing: the next one has offset " + record.offset);
    }
    Decoded<Diff> diff = DiffCodec.decode(bytes.bytes, 0, bytes.bytes.length);
    if (diff.fault() != null) {
      throw new BlockFaultException(shard, bytes.offset, "the diff is malformed: " + diff.fault());
    }
    if (diff.value().shard() != shard || diff.value().offset() != bytes.offset) {
      throw new BlockFaultException(
          shard,
          bytes.offset,
          "the diff is that of shard %d, offset %d"
              .formatted(diff.value().shard(), diff.value().offset()));
    }
    diffs.remove();
    taken++;
    return new LogUnit(record.offset, records.remove().bytes, diff.value());
  }
}
