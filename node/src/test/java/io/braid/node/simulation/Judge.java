package io.braid.node.simulation;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.shard.Conservation;
import io.braid.protocol.shard.ShardMachine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sees every append. It runs the record of an input log at once, in machines that never restart,
 * and holds everything else against what they say.
 */
final class Judge {

  /** Where the offset stands in a diff. */
  private static final int DIFF_OFFSET_AT = 4;

  /** What a record of an input log does. */
  static final class Judged {
    private final byte[] record;
    private final byte[] bytes;
    private final Diff diff;

    Judged(byte[] record, byte[] bytes, Diff diff) {
      this.record = record;
      this.bytes = bytes;
      this.diff = diff;
    }

    byte[] record() {
      return record;
    }

    byte[] bytes() {
      return bytes;
    }

    Diff diff() {
      return diff;
    }
  }

  private final List<ShardMachine> machines = new ArrayList<>();
  private final List<List<Judged>> judged = new ArrayList<>();
  private final Conservation conservation;
  private final MessageLedger messages;
  private final HeaderLedger headers;
  private final TransactionLedger transactions;
  private final SnapshotLedger snapshots;
  private final BlockLedger blocks = new BlockLedger();

  /** By shard, how many diffs are durable, without a gap. */
  private final int[] durableDiffs;

  private boolean isAppendLost;

  Judge(World world) {
    int shards = world.shards();
    for (int shard = 0; shard < shards; shard++) {
      machines.add(world.machine(shard));
      judged.add(new ArrayList<>());
    }
    conservation = new Conservation(world.genesis);
    durableDiffs = new int[shards];
    messages = new MessageLedger(shards);
    headers = new HeaderLedger(world, this);
    transactions = new TransactionLedger(headers);
    snapshots = new SnapshotLedger(this, shards);
  }

  TransactionLedger transactions() {
    return transactions;
  }

  SnapshotLedger snapshots() {
    return snapshots;
  }

  HeaderLedger headers() {
    return headers;
  }

  MessageLedger messages() {
    return messages;
  }

  BlockLedger blocks() {
    return blocks;
  }

  ShardMachine machine(int shard) {
    return machines.get(shard);
  }

  /** What the records of a shard do, by offset. */
  List<Judged> judged(int shard) {
    return judged.get(shard);
  }

  int shards() {
    return machines.size();
  }

  int durableDiffs(int shard) {
    return durableDiffs[shard];
  }

  /** An append never landed: from now on, something may be missing for a while. */
  void appendLost() {
    isAppendLost = true;
  }

  boolean isAppendLost() {
    return isAppendLost;
  }

  void appended(Partition to, int offset, byte[] record) {
    switch (to.topic()) {
      case TRANSACTIONS -> input(to.number(), offset, record);
      case DIFFS -> diff(to.number(), record);
      case BLOCKS -> headers.decided(record);
      case SNAPSHOTS -> {}
    }
  }

  private void input(int shard, int offset, byte[] record) {
    ShardMachine machine = machines.get(shard);
    machine.handle(offset, record);
    byte[] bytes = machine.diff();
    Diff diff = DiffCodec.decode(bytes, 0, bytes.length).value();
    Violation.require(
        diff != null, Invariant.DIFFS, () -> at(shard, offset) + ": the diff does not decode");
    judged.get(shard).add(new Judged(record, bytes, diff));
    headers.copied(shard, record, diff);
    messages.take(shard, record, diff, headers.block(shard));
    try {
      conservation.check(machines, shard, record, diff);
    } catch (AssertionError difference) {
      throw new Violation(Invariant.MONEY, difference.getMessage(), difference);
    }
    transactions.take(record, diff);
    if (SnapshotLedger.isPlace(offset, diff.disposition())) {
      snapshots.keep(shard, machine.nextOffset(), machine.snapshot());
    }
  }

  private void diff(int shard, byte[] record) {
    int offset = (int) ByteBuffer.wrap(record).getLong(DIFF_OFFSET_AT);
    Violation.require(
        offset < judged.get(shard).size(),
        Invariant.DIFFS,
        () -> at(shard, offset) + ": a diff of a record that there is not");
    Judged expected = judged.get(shard).get(offset);
    Violation.require(
        Arrays.equals(expected.bytes(), record),
        Invariant.DIFFS,
        () -> at(shard, offset) + ": another diff than that of the record");
    Violation.require(
        offset <= durableDiffs[shard] || isAppendLost,
        Invariant.DIFFS,
        () -> at(shard, offset) + ": a diff is missing before it, but no append was lost");
    if (offset == durableDiffs[shard]) {
      Violation.require(
          expected.diff().bundles().stream().allMatch(messages::isTaken),
          Invariant.BUNDLES_BEFORE_DIFF,
          () -> at(shard, offset) + ": the diff is durable before its bundles are");
      durableDiffs[shard]++;
    }
  }

  static String at(int shard, long offset) {
    return "shard %d, offset %d".formatted(shard, offset);
  }
}
