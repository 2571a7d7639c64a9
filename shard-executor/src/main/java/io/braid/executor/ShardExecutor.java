package io.braid.executor;

import io.braid.protocol.record.Disposition;
import io.braid.protocol.shard.ShardMachine;
import io.braid.protocol.types.ShardCount;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One shard between its input log and its outputs. For each input record it appends the message
 * bundles, waits until all of them are acknowledged, then appends the diff; diffs leave in the
 * order of the input. A snapshot leaves when every output before it is acknowledged.
 *
 * <p>So whatever repeats after a crash repeats byte for byte, and its readers drop it by number and
 * offset: a diff that can be read means that its bundles can be too, and a snapshot that can be
 * loaded means that nothing before it is missing anywhere.
 *
 * <p>Handling does not wait for acknowledgements; the caller stops offering records while {@link
 * #isFull}. Not for two threads at once.
 */
public final class ShardExecutor {

  /** An input record whose outputs are not all acknowledged. */
  private static final class Unfinished {
    private final long offset;

    /** Null once it has left. */
    private byte[] diff;

    private int bundles;

    Unfinished(long offset, byte[] diff, int bundles) {
      this.offset = offset;
      this.diff = diff;
      this.bundles = bundles;
    }
  }

  private final ShardMachine machine;
  private final int shardCount;
  private final ShardOutputs outputs;
  private final int unfinishedMax;

  /** Records whose diff has left, in order. All of them come before those in {@link #waiting}. */
  private final Deque<Unfinished> sent = new ArrayDeque<>();

  /** Records whose diff waits for bundles, theirs or those of a record before. */
  private final Deque<Unfinished> waiting = new ArrayDeque<>();

  /** What a record sends to each shard, or null; reused. */
  private final byte[][] bundles;

  /** A snapshot that waits for the outputs before its next offset, or null. */
  private byte[] snapshot;

  private long snapshotOffset;

  /**
   * An executor for a machine, which nobody else may use from now on.
   *
   * @param unfinishedMax records whose outputs may be unacknowledged at once, at least 1
   */
  public ShardExecutor(
      ShardMachine machine, ShardCount shards, ShardOutputs outputs, int unfinishedMax) {
    if (unfinishedMax < 1) {
      throw new IllegalArgumentException(
          "at least 1 record must be allowed to be unfinished, not " + unfinishedMax);
    }
    this.machine = machine;
    this.shardCount = shards.count();
    this.outputs = outputs;
    this.unfinishedMax = unfinishedMax;
    this.bundles = new byte[shardCount][];
  }

  /** Whether no record may be offered until something is acknowledged. */
  public boolean isFull() {
    return unfinishedCount() >= unfinishedMax;
  }

  /** How many records have outputs that are not acknowledged. */
  public int unfinishedCount() {
    return sent.size() + waiting.size();
  }

  /** The offset of the next input record, at the earliest. */
  public long nextOffset() {
    return machine.nextOffset();
  }

  /** The number of the current block. */
  public long block() {
    return machine.block();
  }

  /** What became of the last record. */
  public Disposition disposition() {
    return machine.disposition();
  }

  /** Before this offset, all outputs are acknowledged. */
  public long acknowledgedOffset() {
    if (!sent.isEmpty()) {
      return sent.peek().offset;
    }
    return waiting.isEmpty() ? machine.nextOffset() : waiting.peek().offset;
  }

  /**
   * Handles the next input record.
   *
   * @throws IllegalStateException if it is full, or the last record opened the next generation
   */
  public void handle(long offset, byte[] record) {
    if (isFull()) {
      throw new IllegalStateException(
          "%d records have unacknowledged outputs already".formatted(unfinishedCount()));
    }
    machine.handle(offset, record);
    int count = 0;
    for (int destination = 0; destination < shardCount; destination++) {
      bundles[destination] = machine.bundle(destination);
      count += bundles[destination] == null ? 0 : 1;
    }
    waiting.add(new Unfinished(offset, machine.diff(), count));
    for (int destination = 0; destination < shardCount; destination++) {
      if (bundles[destination] != null) {
        outputs.appendBundle(offset, destination, bundles[destination]);
      }
    }
    sendDiffs();
  }

  /**
   * A bundle of the record at this offset is durable in its destination's log.
   *
   * @throws IllegalStateException if none of its bundles is awaited
   */
  public void bundleAcknowledged(long inputOffset) {
    for (Unfinished record : waiting) {
      if (record.offset == inputOffset && record.bundles > 0) {
        record.bundles--;
        sendDiffs();
        return;
      }
    }
    throw new IllegalStateException(
        "no bundle of the record at offset %d is awaited".formatted(inputOffset));
  }

  /**
   * The diff of the record at this offset is durable. Diffs are acknowledged in order.
   *
   * @throws IllegalStateException if it is not the diff whose turn it is
   */
  public void diffAcknowledged(long inputOffset) {
    if (sent.isEmpty() || sent.peek().offset != inputOffset) {
      throw new IllegalStateException(
          "the diff at offset %d is acknowledged, but %s"
              .formatted(
                  inputOffset,
                  sent.isEmpty() ? "none is awaited" : "awaited is that at " + sent.peek().offset));
    }
    sent.remove();
    publishIfReady();
  }

  /**
   * Takes a snapshot of the state as it is; it is published when every output before it is
   * acknowledged. One that still waits is replaced.
   *
   * @throws IllegalStateException if the last record opened the next generation
   */
  public void takeSnapshot() {
    snapshot = machine.snapshot();
    snapshotOffset = machine.nextOffset();
    publishIfReady();
  }

  /** Whether a snapshot was taken and is not published yet. */
  public boolean isSnapshotWaiting() {
    return snapshot != null;
  }

  private void sendDiffs() {
    while (!waiting.isEmpty() && waiting.peek().bundles == 0) {
      Unfinished record = waiting.remove();
      byte[] diff = record.diff;
      record.diff = null;
      sent.add(record);
      outputs.appendDiff(record.offset, diff);
    }
  }

  private void publishIfReady() {
    if (snapshot != null && acknowledgedOffset() >= snapshotOffset) {
      byte[] ready = snapshot;
      snapshot = null;
      outputs.publishSnapshot(snapshotOffset, ready);
    }
  }
}
