package io.braid.node.simulation;

import io.braid.node.simulation.Judge.Judged;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Receipt;
import io.braid.protocol.record.ReceiptAssembler;
import io.braid.protocol.shard.GlobalReplay;
import io.braid.protocol.shard.Replayed;
import io.braid.sequencer.block.Block;
import io.braid.sequencer.block.BlockTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the global replay over the input logs, from checkpoint to checkpoint: it must give the diffs
 * of the shards, in canonical order, and what the followers' blocks hold.
 */
final class ReplayCheck {

  /** What the replay has of one block. */
  private static final class Content {
    private final List<Diff> units = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
  }

  private final World world;
  private final GlobalReplay replay;
  private final PlainOrder order;
  private final ReceiptAssembler receipts;
  private final int[] offered;
  private final Map<Long, Content> contents = new HashMap<>();
  private Content current;
  private long nextBlock;

  ReplayCheck(World world) {
    this.world = world;
    order = new PlainOrder(world.judge);
    offered = new int[world.shards()];
    receipts = new ReceiptAssembler(receipt -> current.receipts.add(receipt));
    replay =
        GlobalReplay.atGenesis(
            world.genesis,
            World.PROGRAMS,
            world.runner,
            world.tableSeed(),
            GlobalReplay.Messages.RECORDED);
  }

  /** Compares what was appended since. */
  void catchUp() {
    for (int shard = 0; shard < offered.length; shard++) {
      List<Judged> judged = world.judge.judged(shard);
      while (offered[shard] < judged.size()) {
        int offset = offered[shard]++;
        replay.offer(shard, offset, judged.get(offset).record());
      }
    }
    for (Replayed next = replay.next(); next != null; next = replay.next()) {
      take(next);
    }
    while (isComplete(nextBlock) && nextBlock < world.judge.blocks().count()) {
      check(nextBlock, contents.remove(nextBlock));
      nextBlock++;
    }
  }

  /** Behind the last record: every shard must be where the replay is. */
  void end() {
    replay.endLogs();
    catchUp();
    for (int shard = 0; shard < offered.length; shard++) {
      int last = shard;
      Violation.require(
          Arrays.equals(replay.machine(shard).snapshot(), world.judge.machine(shard).snapshot()),
          Invariant.REPLAY,
          () -> "the state of shard %d is not that of the replay".formatted(last));
    }
  }

  private void take(Replayed next) {
    Judged judged = world.judge.judged(next.shard()).get((int) next.offset());
    Violation.require(
        Arrays.equals(judged.bytes(), next.diff()),
        Invariant.REPLAY,
        () -> Judge.at(next.shard(), next.offset()) + ": the replay gives another diff");
    current = contents.computeIfAbsent(judged.diff().block(), _ -> new Content());
    current.units.add(judged.diff());
    receipts.accept(judged.diff());
  }

  /** Whether the replay has begun the header behind a block. */
  private boolean isComplete(long block) {
    for (int shard = 0; shard < offered.length; shard++) {
      if (replay.machine(shard).block() <= block) {
        return false;
      }
    }
    return true;
  }

  private void check(long number, Content content) {
    Content replayed = content == null ? new Content() : content;
    order.check(number, replayed.units);
    Block block = world.judge.blocks().block(number);
    require(
        block.transactions().stream().map(BlockTransaction::receipt).toList(),
        replayed.receipts,
        "receipts",
        number);
    require(block.refusals(), refusals(replayed.units), "refusals", number);
    require(block.queued(), queued(replayed.units), "queued transactions", number);
    for (int shard = 0; shard < offered.length; shard++) {
      require(block.changes().get(shard), changes(replayed.units, shard), "changes", number);
    }
  }

  private static <T> void require(List<T> actual, List<T> expected, String what, long number) {
    Violation.require(
        actual.equals(expected),
        Invariant.BLOCKS,
        () ->
            "block %d: the %s are not those of the replay: %s instead of %s"
                .formatted(number, what, actual, expected));
  }

  /** First what headers refuse as they begin, by shard; then the rest, by unit. */
  private List<Outcome.Refused> refusals(List<Diff> units) {
    List<Outcome.Refused> refusals = new ArrayList<>();
    List<Outcome.Refused> others = new ArrayList<>();
    List<Diff> headers = units.stream().filter(this::isHeader).toList();
    headers.stream()
        .sorted(Comparator.comparingInt(Diff::shard))
        .forEach(diff -> refusals.addAll(refusals(diff)));
    units.stream().filter(diff -> !isHeader(diff)).forEach(diff -> others.addAll(refusals(diff)));
    refusals.addAll(others);
    return refusals;
  }

  private boolean isHeader(Diff diff) {
    return diff.block() > 0
        && world.judge.headers().offset(diff.shard(), diff.block()) == diff.offset();
  }

  private static List<Outcome.Refused> refusals(Diff diff) {
    return diff.outcomes().stream()
        .filter(Outcome.Refused.class::isInstance)
        .map(Outcome.Refused.class::cast)
        .toList();
  }

  private static List<Outcome.Queued> queued(List<Diff> units) {
    return units.stream()
        .flatMap(diff -> diff.outcomes().stream())
        .filter(Outcome.Queued.class::isInstance)
        .map(Outcome.Queued.class::cast)
        .toList();
  }

  private static List<Diff.CellChange> changes(List<Diff> units, int shard) {
    return units.stream()
        .filter(diff -> diff.shard() == shard)
        .flatMap(diff -> diff.changes().stream())
        .toList();
  }
}
