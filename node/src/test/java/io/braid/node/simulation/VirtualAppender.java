package io.braid.node.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The appends of one process: to one partition they become durable in the order of the calls and
 * are acknowledged in that order, later; across partitions in any order.
 */
final class VirtualAppender {

  private static final class Append {
    private final byte[] record;
    private final Runnable acknowledged;

    Append(byte[] record, Runnable acknowledged) {
      this.record = record;
      this.acknowledged = acknowledged;
    }
  }

  /** What is on its way to one partition. */
  private static final class Lane {
    private final Partition to;
    private final Deque<Append> underway = new ArrayDeque<>();
    private final Deque<Runnable> acknowledgements = new ArrayDeque<>();
    private long stalledUntil;

    Lane(Partition to) {
      this.to = to;
    }
  }

  private final World world;
  private final Map<Partition, Lane> lanes = new LinkedHashMap<>();

  private boolean failsSoon;
  private boolean hasFailed;

  VirtualAppender(World world) {
    this.world = world;
  }

  /** As the one on Kafka, it takes nothing more when an append has failed. */
  void append(Partition to, byte[] record, Runnable acknowledged) {
    if (hasFailed) {
      return;
    }
    lanes.computeIfAbsent(to, Lane::new).underway.add(new Append(record, acknowledged));
  }

  boolean isIdle() {
    return lanes.values().stream()
        .allMatch(lane -> lane.underway.isEmpty() && lane.acknowledgements.isEmpty());
  }

  int underway() {
    return lanes.values().stream().mapToInt(lane -> lane.underway.size()).sum();
  }

  /** Makes the next append to some partition durable, or tells of one that is. */
  void step() {
    Lane lane = pick(lanes.values().stream().filter(this::hasWork).toList());
    if (lane == null) {
      return;
    }
    boolean acknowledges =
        !lane.acknowledgements.isEmpty() && (lane.underway.isEmpty() || world.random.nextBoolean());
    if (acknowledges) {
      acknowledge(lane.acknowledgements.remove());
    } else {
      makeDurable(lane);
    }
  }

  /** What stands behind an append that failed is told of too; who finds the hole may stop. */
  private void acknowledge(Runnable acknowledged) {
    try {
      acknowledged.run();
    } catch (IllegalStateException hole) {
      if (!hasFailed) {
        throw hole;
      }
    }
  }

  private boolean hasWork(Lane lane) {
    return world.event() >= lane.stalledUntil
        && !(lane.underway.isEmpty() && lane.acknowledgements.isEmpty());
  }

  /** As the process is dead: makes something durable, and tells nobody. */
  void stepUnheard() {
    Lane lane = pick(busy());
    if (lane != null) {
      makeDurable(lane);
    }
  }

  private void makeDurable(Lane lane) {
    Append append = lane.underway.remove();
    if (failsSoon && !lane.underway.isEmpty()) {
      failsSoon = false;
      hasFailed = true;
      world.judge.appendLost();
      world.tell("an append to " + lane.to + " fails");
      return;
    }
    world.logs.append(lane.to, append.record);
    if (world.faults.strikes(Fault.DUPLICATE)) {
      world.tell("an append lands twice in " + lane.to);
      world.logs.append(lane.to, append.record);
    }
    lane.acknowledgements.add(append.acknowledged);
  }

  /** Makes the next append fail that has another behind it. */
  void failSoon() {
    failsSoon = true;
  }

  /** Whether an append has failed, which its process does not outlive. */
  boolean hasFailed() {
    return hasFailed;
  }

  /** Holds up the appends to some partition. */
  void stall(long untilEvent) {
    Lane lane = pick(new ArrayList<>(lanes.values()));
    if (lane != null) {
      lane.stalledUntil = untilEvent;
    }
  }

  /** Holds up the appends to a partition. */
  void stall(Partition to, long untilEvent) {
    lanes.computeIfAbsent(to, Lane::new).stalledUntil = untilEvent;
  }

  void endFaults() {
    failsSoon = false;
    lanes.values().forEach(lane -> lane.stalledUntil = 0);
  }

  private List<Lane> busy() {
    return lanes.values().stream().filter(lane -> !lane.underway.isEmpty()).toList();
  }

  private Lane pick(List<Lane> from) {
    return from.isEmpty() ? null : from.get(world.random.nextInt(from.size()));
  }
}
