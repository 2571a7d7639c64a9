package io.braid.protocol.shard;

import io.braid.protocol.program.ProgramRunner;
import io.braid.protocol.program.ProgramSet;
import io.braid.protocol.record.MessageBundleReader;
import io.braid.protocol.record.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs all shards together from their logs, in {@link CanonicalOrder}: in each block the headers by
 * shard and their L1 events in L1 order, then the units. The order depends on the logs alone, not
 * on when records are offered: while the next record of a shard is not known, those of the shards
 * behind it wait, until {@link #endLogs}.
 *
 * <p>In a normal run every bundle in a log must be the one that its source computes here. With
 * {@link Messages#RECOMPUTED} a bundle's record only says where the bundle of that source and
 * offset is consumed: the computed one is taken, or nothing if there is none, and a computed bundle
 * without a record is consumed with its destination's next header. That needs all records to be
 * offered first, and the logs to be ended. It is how a generation is repaired: the replay ends when
 * all shards have run the header that opens the next one, and its snapshots are those from which
 * executors go on.
 */
public final class GlobalReplay {

  /** Where the content of message bundles comes from. */
  public enum Messages {
    RECORDED,
    RECOMPUTED
  }

  private final Messages messages;
  private final List<ReplayLane> lanes = new ArrayList<>();
  private final Map<BundleId, byte[]> emitted = new HashMap<>();
  private final Set<BundleId> recorded = new HashSet<>();
  private final MessageBundleReader bundle = new MessageBundleReader();
  private final CanonicalOrder order;
  private boolean isRepaired;

  private GlobalReplay(Messages messages, List<ShardMachine> machines) {
    this.messages = messages;
    machines.forEach(machine -> lanes.add(new ReplayLane(machine)));
    order = new CanonicalOrder(lanes.stream().mapToLong(lane -> lane.lastOffset).toArray());
    if (messages == Messages.RECORDED) {
      for (ReplayLane lane : lanes) {
        tellKeptAside(lane.machine);
      }
    }
  }

  /** Tells the order what a machine that goes on from a snapshot has set aside before. */
  private void tellKeptAside(ShardMachine machine) {
    for (byte[] record : machine.keptAside()) {
      bundle.open(record, 0, record.length);
      order.keptAside(machine.shard(), bundle.source(), bundle.sourceOffset());
    }
  }

  /**
   * A replay from genesis.
   *
   * @param tableSeed as of {@link ShardMachine#atGenesis}
   */
  public static GlobalReplay atGenesis(
      Genesis genesis,
      ProgramSet programs,
      ProgramRunner runner,
      long tableSeed,
      Messages messages) {
    List<ShardMachine> machines = new ArrayList<>();
    for (int shard = 0; shard < genesis.shards().count(); shard++) {
      machines.add(ShardMachine.atGenesis(genesis, shard, programs, runner, tableSeed));
    }
    return new GlobalReplay(messages, machines);
  }

  /**
   * A replay that goes on where another one stood, {@link #isBetweenRecords}.
   *
   * @param snapshots of its machines, by shard
   * @param inFlight its {@link #inFlight}
   * @throws IllegalArgumentException naming the fault, if they are not that
   */
  public static GlobalReplay resumed(
      List<byte[]> snapshots,
      List<byte[]> inFlight,
      ProgramSet programs,
      ProgramRunner runner,
      long tableSeed,
      Messages messages) {
    GlobalReplay replay =
        new GlobalReplay(
            messages,
            snapshots.stream()
                .map(bytes -> ShardMachine.fromSnapshot(bytes, programs, runner, tableSeed))
                .toList());
    for (byte[] record : inFlight) {
      if (!replay.isBundle(record)) {
        throw new IllegalArgumentException("what is in flight is no message bundle");
      }
      replay.emitted.put(replay.id(replay.bundle.destination()), record);
    }
    return replay;
  }

  /** Whether no shard has begun a header that it has yet to finish. */
  public boolean isBetweenRecords() {
    return lanes.stream().noneMatch(lane -> lane.isInHeader);
  }

  /** The bundles that were emitted and not yet consumed, as records. */
  public List<byte[]> inFlight() {
    return emitted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The machine of a shard, to read. */
  public ShardMachine machine(int shard) {
    return lanes.get(shard).machine;
  }

  /** Takes in the next record of a shard's log. */
  public void offer(int shard, long offset, byte[] record) {
    ReplayLane lane = lanes.get(shard);
    lane.offsets.add(offset);
    lane.records.add(record);
    if (messages == Messages.RECOMPUTED) {
      lane.isRepairOffered |= lane.machine.isOfNextGeneration(record);
      if (!lane.isRepairOffered && isBundle(record)) {
        recorded.add(id(shard));
      }
    }
  }

  /** Takes note that the logs end with what was offered, so that no shard waits for more. */
  public void endLogs() {
    order.endLogs();
  }

  /**
   * Runs the next record in canonical order.
   *
   * @return null if the next is not known or not ready, or the repair is done
   * @throws ReplayDifferenceException if a record is not what this replay computes
   */
  public Replayed next() {
    while (true) {
      tellHeads();
      int shard = order.next();
      if (shard == CanonicalOrder.NONE) {
        return null;
      }
      if (shard == CanonicalOrder.BLOCK) {
        openBlock();
        continue;
      }
      ReplayLane lane = lanes.get(shard);
      if (lane.isInHeader) {
        runKeptAside(shard, lane);
      } else {
        run(lane);
      }
      collect(shard, lane);
      return new Replayed(shard, lane.lastOffset, lane.machine.diff());
    }
  }

  /** Tells the order what stands next in each log: once, while the machine stands before it. */
  private void tellHeads() {
    for (int shard = 0; shard < lanes.size() && !isRepaired; shard++) {
      ReplayLane lane = lanes.get(shard);
      if (order.isUnknown(shard) && !lane.records.isEmpty()) {
        tellHead(shard, lane);
      }
    }
  }

  private void tellHead(int shard, ReplayLane lane) {
    ShardMachine machine = lane.machine;
    byte[] record = lane.records.peek();
    long offset = lane.offsets.peek();
    lane.head = null;
    if (machine.opensBlock(record)
        || (messages == Messages.RECOMPUTED && machine.opensGeneration(record))) {
      order.header(shard, offset);
    } else if (messages == Messages.RECORDED && !machine.takesMessages(record)) {
      order.record(shard, offset);
    } else if (isBundle(record)) {
      lane.head = id(shard);
      lane.isHeadAhead = Long.compareUnsigned(bundle.block(), machine.block()) > 0;
      if (lane.isHeadAhead) {
        order.bundleAhead(shard, offset, bundle.source(), bundle.sourceOffset());
      } else {
        order.bundle(shard, offset, bundle.source(), bundle.sourceOffset());
      }
    } else {
      order.record(shard, offset);
    }
  }

  /** Runs a record that opens no block. */
  private void run(ReplayLane lane) {
    if (messages == Messages.RECOMPUTED && lane.head != null) {
      if (lane.isHeadAhead) {
        lane.ahead.add(lane.head);
      }
      byte[] computed = lane.isHeadAhead ? null : emitted.remove(lane.head);
      lane.machine.handleRecomputed(lane.offsets.peek(), computed);
      lane.take();
      return;
    }
    if (lane.head != null && !lane.isHeadAhead) {
      consume(lane.head, lane.offsets.peek(), lane.records.peek());
    }
    lane.machine.handle(lane.offsets.peek(), lane.take());
  }

  /** Consumes a bundle whose source has run the record that emits it. */
  private void consume(BundleId id, long offset, byte[] record) {
    byte[] computed = emitted.get(id);
    if (computed == null) {
      throw new ReplayDifferenceException(
          id.destination(), offset, "shard " + id.source() + " emits no such message bundle");
    }
    if (!Arrays.equals(computed, record)) {
      throw new ReplayDifferenceException(
          id.destination(),
          offset,
          "a message bundle differs from what shard " + id.source() + " emits");
    }
    emitted.remove(id);
  }

  private void runKeptAside(int shard, ReplayLane lane) {
    if (messages == Messages.RECORDED) {
      for (byte[] record : lane.machine.keptAside()) {
        bundle.open(record, 0, record.length);
        consume(id(shard), lane.lastOffset, record);
      }
    } else {
      takeAhead(lane);
    }
    lane.machine.runKeptAside();
    lane.machine.endHeader();
    lane.isInHeader = false;
    lane.late.forEach(lane.machine::keepAside);
    lane.late.clear();
  }

  private void takeAhead(ReplayLane lane) {
    for (BundleId id : lane.ahead) {
      byte[] computed = emitted.remove(id);
      if (computed != null) {
        lane.machine.keepAside(computed);
      }
    }
    lane.ahead.clear();
  }

  private void openBlock() {
    byte[] first = lanes.getFirst().records.peek();
    for (int shard = 0; shard < lanes.size(); shard++) {
      ReplayLane lane = lanes.get(shard);
      long offset = lane.offsets.peek();
      byte[] record = lane.take();
      if (!Arrays.equals(first, record)) {
        throw new ReplayDifferenceException(shard, offset, "the header is not that of shard 0");
      }
      isRepaired |= lane.machine.isOfNextGeneration(record);
      lane.machine.beginHeader(offset, record);
      lane.isInHeader = true;
    }
    if (isRepaired) {
      order.endLogs();
    }
    int events = lanes.getFirst().machine.eventCount();
    for (int event = 0; event < events; event++) {
      for (ReplayLane lane : lanes) {
        lane.machine.runEvent(event);
      }
    }
  }

  /** Takes in what the last record of a shard emitted. */
  private void collect(int shard, ReplayLane lane) {
    for (int destination = 0; destination < lanes.size(); destination++) {
      byte[] computed = lane.machine.bundle(destination);
      if (computed != null) {
        BundleId id = new BundleId(destination, shard, lane.lastOffset);
        if (messages == Messages.RECOMPUTED && !recorded.contains(id)) {
          keepAside(lanes.get(destination), computed);
        } else {
          emitted.put(id, computed);
        }
      }
    }
  }

  private static void keepAside(ReplayLane destination, byte[] bundle) {
    if (destination.isInHeader) {
      destination.late.add(bundle);
    } else {
      destination.machine.keepAside(bundle);
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
