package io.braid.node.simulation;

import io.braid.node.simulation.Judge.Judged;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.RecordType;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical order as its page says it: in each block, again and again, the lowest-numbered
 * shard whose next unit is ready. The units of a block must not wait for anything outside of it.
 */
final class PlainOrder {

  private record Emission(int source, long offset) {}

  private final Judge judge;

  /** By shard, what its next unit consumes, once it was asked for. */
  private final List<List<Emission>> waits = new ArrayList<>();

  /** By shard, where the next block begins; all before has run. */
  private final int[] positions;

  PlainOrder(Judge judge) {
    this.judge = judge;
    positions = new int[judge.shards()];
    for (int shard = 0; shard < positions.length; shard++) {
      waits.add(null);
    }
  }

  /** Compares a complete block, the one behind the last that was checked. */
  void check(long block, List<Diff> replayed) {
    int[] next = positions.clone();
    for (Diff unit : replayed) {
      int shard = lowestReady(block, next);
      Violation.require(
          shard >= 0,
          Invariant.ORDER,
          () -> "block %d is not causally closed: no shard can go on".formatted(block));
      Violation.require(
          unit.shard() == shard && unit.offset() == next[shard],
          Invariant.ORDER,
          () ->
              "block %d: %s comes next, and the replay runs %s"
                  .formatted(
                      block, Judge.at(shard, next[shard]), Judge.at(unit.shard(), unit.offset())));
      next[shard]++;
      waits.set(shard, null);
    }
    System.arraycopy(next, 0, positions, 0, next.length);
    for (int shard = 0; shard < next.length; shard++) {
      int end = judge.headers().offset(shard, block + 1);
      String at = Judge.at(shard, next[shard]);
      Violation.require(
          next[shard] == end, Invariant.ORDER, () -> at + " is missing in block " + block);
    }
  }

  private int lowestReady(long block, int[] next) {
    for (int shard = 0; shard < next.length; shard++) {
      boolean isOver = next[shard] == judge.headers().offset(shard, block + 1);
      if (!isOver && isReady(shard, next, block)) {
        return shard;
      }
    }
    return -1;
  }

  private boolean isReady(int shard, int[] next, long block) {
    if (waits.get(shard) == null) {
      waits.set(shard, consumes(shard, next[shard], block));
    }
    return waits.get(shard).stream().allMatch(one -> hasRun(one, next));
  }

  private static boolean hasRun(Emission emission, int[] next) {
    return emission.offset() < next[emission.source()];
  }

  /** The bundles that a unit consumes: its own, or those set aside in the block before. */
  private List<Emission> consumes(int shard, int offset, long block) {
    List<Emission> emissions = new ArrayList<>();
    if (block > 0 && offset == judge.headers().offset(shard, block)) {
      int from = block == 1 ? 0 : judge.headers().offset(shard, block - 1);
      for (int before = from; before < offset; before++) {
        addIf(Disposition.KEPT_ASIDE, shard, before, emissions);
      }
    } else {
      addIf(Disposition.APPLIED, shard, offset, emissions);
    }
    return emissions;
  }

  private void addIf(Disposition disposition, int shard, int offset, List<Emission> to) {
    Judged judged = judge.judged(shard).get(offset);
    byte[] record = judged.record();
    if (judged.diff().disposition() == disposition
        && RecordType.ofInput(record, 0, record.length) == RecordType.MESSAGES) {
      MessageBundle bundle = MessageBundle.decode(record, 0, record.length).value();
      to.add(new Emission(bundle.source(), bundle.sourceOffset()));
    }
  }
}
