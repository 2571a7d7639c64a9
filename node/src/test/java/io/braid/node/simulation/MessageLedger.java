package io.braid.node.simulation;

import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.MessageBundle;
import io.braid.protocol.record.RecordType;
import java.util.HashMap;
import java.util.Map;

/** Counts message bundles: emitted once, taken once, in order, and the same. */
final class MessageLedger {

  private record Channel(int source, int destination) {}

  private record Name(int source, int destination, long number) {}

  /** Emitted and not taken. */
  private final Map<Name, MessageBundle> underway = new HashMap<>();

  private final Map<Channel, Long> emitted = new HashMap<>();
  private final Map<Channel, Long> taken = new HashMap<>();

  /** How many taken bundles wait for a header. */
  private final int[] keptAside;

  private int keptAsideCount;

  MessageLedger(int shards) {
    keptAside = new int[shards];
  }

  /** Whether everything that was emitted was consumed. */
  boolean isDry() {
    for (int count : keptAside) {
      if (count > 0) {
        return false;
      }
    }
    return underway.isEmpty();
  }

  /** How many bundles were emitted. */
  long emitted() {
    return emitted.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many bundles had to wait for a header. */
  int keptAside() {
    return keptAsideCount;
  }

  /** Whether a bundle stands in its destination's log, where it counts. */
  boolean isTaken(MessageBundle bundle) {
    Channel channel = new Channel(bundle.source(), bundle.destination());
    return bundle.number() < taken.getOrDefault(channel, 0L);
  }

  /** Takes in what a record did; {@code block} is the shard's, by its headers. */
  void take(int shard, byte[] record, Diff diff, long block) {
    RecordType type = RecordType.ofInput(record, 0, record.length);
    boolean isTaken =
        diff.disposition() == Disposition.APPLIED || diff.disposition() == Disposition.KEPT_ASIDE;
    if (type == RecordType.MESSAGES && isTaken) {
      takeBundle(shard, record, diff, block);
    }
    if (type == RecordType.HEADER && diff.disposition() == Disposition.APPLIED) {
      keptAside[shard] = 0;
    }
    for (MessageBundle bundle : diff.bundles()) {
      emit(shard, bundle, diff, block);
    }
  }

  private void takeBundle(int shard, byte[] record, Diff diff, long block) {
    MessageBundle bundle = MessageBundle.decode(record, 0, record.length).value();
    String at = Judge.at(shard, diff.offset());
    Channel channel = new Channel(bundle.source(), bundle.destination());
    long next = taken.merge(channel, 1L, Long::sum) - 1;
    Violation.require(
        bundle.number() >= next, Invariant.MESSAGES, () -> at + ": taken twice, " + name(bundle));
    Violation.require(
        bundle.number() == next,
        Invariant.MESSAGES,
        () -> at + ": one before it is lost, " + name(bundle));
    MessageBundle known = underway.remove(name(bundle));
    Violation.require(
        bundle.equals(known), Invariant.MESSAGES, () -> at + ": not as emitted, " + name(bundle));
    boolean isAhead = bundle.block() > block;
    Violation.require(
        isAhead == (diff.disposition() == Disposition.KEPT_ASIDE),
        Invariant.CAUSALITY,
        () ->
            "%s: a bundle of block %d is %s in block %d"
                .formatted(at, bundle.block(), diff.disposition(), block));
    if (isAhead) {
      Violation.require(
          bundle.block() == block + 1,
          Invariant.CAUSALITY,
          () -> "%s: a bundle of block %d in block %d".formatted(at, bundle.block(), block));
      keptAside[shard]++;
      keptAsideCount++;
    }
  }

  private void emit(int shard, MessageBundle bundle, Diff diff, long block) {
    Channel channel = new Channel(shard, bundle.destination());
    long next = emitted.merge(channel, 1L, Long::sum) - 1;
    Violation.require(
        bundle.source() == shard
            && bundle.sourceOffset() == diff.offset()
            && bundle.number() == next
            && bundle.block() == block,
        Invariant.MESSAGES,
        () ->
            Judge.at(shard, diff.offset()) + ": emits a bundle with a wrong name " + name(bundle));
    underway.put(name(bundle), bundle);
  }

  private static Name name(MessageBundle bundle) {
    return new Name(bundle.source(), bundle.destination(), bundle.number());
  }
}
