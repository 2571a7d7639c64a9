package io.braid.protocol.shard;

import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.MessageBundleReader;
import io.braid.protocol.record.RecordType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs all shards together from their logs, in canonical order: in each block the headers by shard
 * and their L1 events in L1 order, then again and again the next unit of the lowest-numbered shard
 * that is ready. The order depends on the logs alone, not on when records are offered: while the
 * next record of a shard is not known, those of the shards behind it wait, until {@link #endLogs}.
 *
 * <p>In a normal run every bundle in a log must be the one that its source computes here. With
 * {@link Messages#RECOMPUTED} a bundle's record only says where the bundle of that source and
 * offset is consumed: the computed one is taken, or nothing if there is none, and a computed bundle
 * without a record is consumed with its destination's next header. That needs all records to be
 * offered first, and the logs to be ended.
 */
public final class GlobalReplay {

  /** Where the content of message bundles comes from. */
  public enum Messages {
    RECORDED,
    RECOMPUTED
  }

  /** A bundle, by where it goes and the record that emitted it. */
  private record BundleId(int destination, int source, long sourceOffset) {}

  /**
   * A shard, what is left of its log, and the header whose kept-aside bundles it has yet to run.
   */
  private static final class Lane {
    private final ShardMachine machine;
    private final Deque<Long> offsets = new ArrayDeque<>();
    private final Deque<byte[]> records = new ArrayDeque<>();
    private boolean isInHeader;
    private long lastOffset = -1;

    /** With recomputed messages: bundles of the next block that the log has named. */
    private final List<BundleId> ahead = new ArrayList<>();

    /** With recomputed messages: bundles without a record that came while in a header. */
    private final List<byte[]> unrecorded = new ArrayList<>();

    Lane(ShardMachine machine) {
      this.machine = machine;
    }

    /** Whether the log may go on with a record that was not offered yet. */
    boolean isAtEnd() {
      return !isInHeader && records.isEmpty();
    }

    boolean isAtHeader() {
      return !isInHeader && !records.isEmpty() && machine.opensBlock(records.peek());
    }

    byte[] take() {
      lastOffset = offsets.remove();
      return records.remove();
    }
  }

  private final Messages messages;
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<BundleId, byte[]> emitted = new HashMap<>();
  private final Set<BundleId> recorded = new HashSet<>();
  private final MessageBundleReader bundle = new MessageBundleReader();
  private boolean areLogsEnded;

  /** A replay from genesis. */
  public GlobalReplay(
      Genesis genesis, ProgramSet programs, ProgramRunner runner, Messages messages) {
    this.messages = messages;
    for (int shard = 0; shard < genesis.shards().count(); shard++) {
      lanes.add(new Lane(ShardMachine.atGenesis(genesis, shard, programs, runner)));
    }
  }

  /** The machine of a shard, to read. */
  public ShardMachine machine(int shard) {
    return lanes.get(shard).machine;
  }

  /** Takes in the next record of a shard's log. */
  public void offer(int shard, long offset, byte[] record) {
    Lane lane = lanes.get(shard);
    lane.offsets.add(offset);
    lane.records.add(record);
    if (isBundle(record)) {
      recorded.add(id(shard));
    }
  }

  /** Takes note that the logs end with what was offered, so that no shard waits for more. */
  public void endLogs() {
    areLogsEnded = true;
  }

  /**
   * Runs the next record in canonical order.
   *
   * @return null if the next is not known or not ready: the logs that were offered end here
   * @throws ReplayDifferenceException if a record is not what this replay computes
   */
  public Replayed next() {
    while (true) {
      for (int shard = 0; shard < lanes.size(); shard++) {
        Lane lane = lanes.get(shard);
        if (runUnit(shard, lane)) {
          return new Replayed(shard, lane.lastOffset, lane.machine.diff());
        }
        if (lane.isAtEnd() && !areLogsEnded) {
          return null;
        }
      }
      if (!lanes.stream().allMatch(Lane::isAtHeader)) {
        return null;
      }
      openBlock();
    }
  }

  /** Runs the next unit of a shard, if it is ready. */
  private boolean runUnit(int shard, Lane lane) {
    if (lane.isInHeader) {
      return runKeptAside(shard, lane);
    }
    if (lane.records.isEmpty() || lane.isAtHeader()) {
      return false;
    }
    byte[] record = lane.records.peek();
    if (!isBundle(record)) {
      lane.machine.handle(lane.offsets.peek(), lane.take());
    } else if (messages == Messages.RECORDED) {
      if (lane.machine.takesMessages(record) && !isEmitted(shard, lane, record)) {
        return false;
      }
      lane.machine.handle(lane.offsets.peek(), lane.take());
    } else if (!recompute(shard, lane)) {
      return false;
    }
    collect(shard, lane);
    return true;
  }

  /**
   * Whether a bundle that the shard would run now has been emitted. One of a later block only is
   * kept aside now.
   */
  private boolean isEmitted(int shard, Lane lane, byte[] record) {
    bundle.open(record, 0, record.length);
    if (Long.compareUnsigned(bundle.block(), lane.machine.block()) > 0) {
      return true;
    }
    return consume(shard, lane.offsets.peek(), record);
  }

  private boolean consume(int shard, long offset, byte[] record) {
    bundle.open(record, 0, record.length);
    byte[] computed = emitted.get(id(shard));
    if (computed == null) {
      return false;
    }
    if (!Arrays.equals(computed, record)) {
      throw new ReplayDifferenceException(
          shard, offset, "a message bundle differs from what shard " + bundle.source() + " emits");
    }
    emitted.remove(id(shard));
    return true;
  }

  /**
   * Consumes what the source of the next bundle computes; false until the source has run that far.
   */
  private boolean recompute(int shard, Lane lane) {
    bundle.open(lane.records.peek(), 0, lane.records.peek().length);
    BundleId id = id(shard);
    if (Long.compareUnsigned(bundle.block(), lane.machine.block()) > 0) {
      lane.ahead.add(id);
      lane.machine.handleRecomputed(lane.offsets.peek(), null);
    } else if (hasRun(id)) {
      lane.machine.handleRecomputed(lane.offsets.peek(), emitted.remove(id));
    } else {
      return false;
    }
    lane.take();
    return true;
  }

  /**
   * Whether the source of a bundle has run the record that emits it, or there is no such source.
   */
  private boolean hasRun(BundleId id) {
    if (id.source() >= lanes.size()) {
      return true;
    }
    Lane source = lanes.get(id.source());
    return source.lastOffset > id.sourceOffset()
        || (source.lastOffset == id.sourceOffset() && !source.isInHeader);
  }

  private boolean runKeptAside(int shard, Lane lane) {
    if (!(messages == Messages.RECORDED ? takeKeptAside(shard, lane) : takeAhead(lane))) {
      return false;
    }
    lane.machine.runKeptAside();
    lane.machine.endHeader();
    lane.isInHeader = false;
    lane.unrecorded.forEach(lane.machine::keepAside);
    lane.unrecorded.clear();
    collect(shard, lane);
    return true;
  }

  private boolean takeKeptAside(int shard, Lane lane) {
    List<byte[]> kept = lane.machine.keptAside();
    for (byte[] record : kept) {
      bundle.open(record, 0, record.length);
      if (!emitted.containsKey(id(shard))) {
        return false;
      }
    }
    kept.forEach(record -> consume(shard, lane.lastOffset, record));
    return true;
  }

  private boolean takeAhead(Lane lane) {
    if (!lane.ahead.stream().allMatch(this::hasRun)) {
      return false;
    }
    for (BundleId id : lane.ahead) {
      byte[] computed = emitted.remove(id);
      if (computed != null) {
        lane.machine.keepAside(computed);
      }
    }
    lane.ahead.clear();
    return true;
  }

  private void openBlock() {
    byte[] first = lanes.getFirst().records.peek();
    for (int shard = 0; shard < lanes.size(); shard++) {
      Lane lane = lanes.get(shard);
      long offset = lane.offsets.peek();
      byte[] record = lane.take();
      if (!Arrays.equals(first, record)) {
        throw new ReplayDifferenceException(shard, offset, "the header is not that of shard 0");
      }
      lane.machine.beginHeader(offset, record);
      lane.isInHeader = true;
    }
    int events = lanes.getFirst().machine.eventCount();
    for (int event = 0; event < events; event++) {
      for (Lane lane : lanes) {
        lane.machine.runEvent(event);
      }
    }
  }

  /** Takes in what the last record of a shard emitted. */
  private void collect(int shard, Lane lane) {
    for (int destination = 0; destination < lanes.size(); destination++) {
      byte[] computed = lane.machine.bundle(destination);
      if (computed != null) {
        BundleId id = new BundleId(destination, shard, lane.lastOffset);
        if (messages == Messages.RECOMPUTED && !recorded.contains(id)) {
          keepUnrecorded(lanes.get(destination), computed);
        } else {
          emitted.put(id, computed);
        }
      }
    }
  }

  /** Keeps a bundle for the next header; the one that the shard is in has begun already. */
  private static void keepUnrecorded(Lane lane, byte[] computed) {
    if (lane.isInHeader) {
      lane.unrecorded.add(computed);
    } else {
      lane.machine.keepAside(computed);
    }
  }

  private boolean isBundle(byte[] record) {
    return RecordType.ofInput(record, 0, record.length) == RecordType.MESSAGES
        && bundle.open(record, 0, record.length) == null;
  }

  /** The bundle that was opened last, as one for this shard. */
  private BundleId id(int shard) {
    return new BundleId(shard, bundle.source(), bundle.sourceOffset());
  }
}
