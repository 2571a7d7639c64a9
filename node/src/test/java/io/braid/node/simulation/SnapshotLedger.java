package io.braid.node.simulation;

import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Knows what each snapshot must be, by the digest at its end. */
final class SnapshotLedger {

  private final Judge judge;

  /** By shard, the digest behind every so many records. */
  private final List<List<Word>> digests = new ArrayList<>();

  private int published;

  SnapshotLedger(Judge judge, int shards) {
    this.judge = judge;
    for (int shard = 0; shard < shards; shard++) {
      digests.add(new ArrayList<>());
    }
  }

  int published() {
    return published;
  }

  /** The state of a shard behind the next place. */
  void keep(int shard, byte[] snapshot) {
    digests.get(shard).add(digest(snapshot));
  }

  /** A snapshot is handed out to be published. */
  void check(int shard, int nextOffset, byte[] snapshot) {
    published++;
    String at = Judge.at(shard, nextOffset);
    Violation.require(
        digest(snapshot).equals(digests.get(shard).get(nextOffset / ShardRun.SNAPSHOT_PLACES - 1)),
        Invariant.SNAPSHOTS,
        () -> at + ": the snapshot is not the shard's state");
    Violation.require(
        judge.durableDiffs(shard) >= nextOffset,
        Invariant.SNAPSHOTS,
        () -> at + ": something before the snapshot is not durable");
  }

  private static Word digest(byte[] snapshot) {
    return Word.of(Arrays.copyOfRange(snapshot, snapshot.length - 32, snapshot.length));
  }
}
