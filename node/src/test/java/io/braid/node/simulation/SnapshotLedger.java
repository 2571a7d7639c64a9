package io.braid.node.simulation;

import io.braid.protocol.record.Disposition;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows what each snapshot must be, by the digest at its end. */
final class SnapshotLedger {

  private static final int PLACE_RECORDS = 8;

  private final Judge judge;

  /** By shard, the digest behind every so many records, and where messages wait for a header. */
  private final List<Map<Long, Word>> digests = new ArrayList<>();

  private int published;

  SnapshotLedger(Judge judge, int shards) {
    this.judge = judge;
    for (int shard = 0; shard < shards; shard++) {
      digests.add(new HashMap<>());
    }
  }

  int published() {
    return published;
  }

  /** Whether snapshots are taken behind a record; not behind each, so that few are kept. */
  static boolean isPlace(long offset, Disposition disposition) {
    return (offset + 1) % PLACE_RECORDS == 0 || disposition == Disposition.KEPT_ASIDE;
  }

  /** The state of a shard behind a record, before which it stands at the next offset. */
  void keep(int shard, long nextOffset, byte[] snapshot) {
    digests.get(shard).put(nextOffset, digest(snapshot));
  }

  /** A snapshot is handed out to be published. */
  void check(int shard, long nextOffset, byte[] snapshot) {
    published++;
    String at = Judge.at(shard, nextOffset);
    Violation.require(
        digest(snapshot).equals(digests.get(shard).get(nextOffset)),
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
