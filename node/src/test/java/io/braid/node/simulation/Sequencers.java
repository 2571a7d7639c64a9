package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;

/** The processes that sequence, beside each other, and those that are replaced and do not know. */
final class Sequencers {

  private static final int PROCESSES = 2;
  private static final int STALE_EVENTS_MAX = 600;
  private static final int STALL_EVENTS_MAX = 300;

  /** In one seed of so many there is no lease. */
  private static final int NO_LEASE_ODDS = 3;

  private static final int LEASE_EVENTS_MAX = 100;
  private static final int UNREACHABLE_EVENTS_MAX = 60;

  private record Stale(SequencerProcess process, long untilEvent) {}

  private final World world;
  private final List<SequencerProcess> processes = new ArrayList<>();
  private final List<Stale> stale = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private int restarts;

  /** Who may write headers, by his number; below 0 while nobody may. */
  private int leaseHolder = -1;

  private long leaseFreeAt;

  /** Whether there is no lease, and everybody writes: headers must be right all the same. */
  private final boolean doesEverybodyWrite;

  Sequencers(World world) {
    this.world = world;
    doesEverybodyWrite = world.random.nextInt(NO_LEASE_ODDS) == 0;
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(new MemoryStore(world)));
    }
  }

  private SequencerProcess start(MemoryStore store) {
    SequencerProcess process = new SequencerProcess(world, store);
    if (doesEverybodyWrite) {
      process.grantLease();
    }
    return process;
  }

  int count() {
    return PROCESSES;
  }

  SimulatedGateway gateway(int index) {
    return processes.get(index).gateway();
  }

  /** Whether something of a process that is dead or replaced may still land. */
  boolean isAnythingLate() {
    return !late.isEmpty() || !stale.isEmpty();
  }

  /** Whether a follower has read all that stands in the logs. */
  boolean hasCaughtUp(int index) {
    for (int shard = 0; shard < world.shards(); shard++) {
      if (!processes.get(index).follower().hasRead(shard)) {
        return false;
      }
    }
    return true;
  }

  int restarts() {
    return restarts;
  }

  List<Actor> actors() {
    List<Actor> actors = new ArrayList<>(processes);
    stale.forEach(one -> actors.add(one.process()));
    actors.addAll(late);
    return actors;
  }

  /** What happens to processes from outside. */
  void goOn() {
    late.removeIf(Late::isOver);
    stale.stream().filter(one -> one.untilEvent() <= world.event()).toList().forEach(this::end);
    if (world.faults.strikes(Fault.SEQUENCER_CRASH)) {
      crash(world.random.nextInt(PROCESSES), "dies");
    }
    if (world.faults.strikes(Fault.FAILED_APPEND)) {
      processes.get(world.random.nextInt(PROCESSES)).appender().failSoon();
    }
    for (int index = 0; index < PROCESSES; index++) {
      if (processes.get(index).appender().hasFailed()) {
        crash(index, "dies of its append");
      }
    }
    stale.stream().filter(one -> one.process().appender().hasFailed()).toList().forEach(this::end);
    if (world.faults.strikes(Fault.STALE_SEQUENCER)) {
      int index = world.random.nextInt(PROCESSES);
      world.tell("sequencer %d is replaced, and goes on".formatted(index));
      long until = world.event() + world.random.nextInt(STALE_EVENTS_MAX);
      stale.add(new Stale(processes.get(index), until));
      loseLease(index);
      replace(index);
    }
    lease();
    slowDown();
  }

  private void lease() {
    if (doesEverybodyWrite) {
      return;
    }
    if (leaseHolder >= 0 && world.faults.strikes(Fault.LEASE_MOVES)) {
      world.tell("sequencer %d loses its lease".formatted(leaseHolder));
      loseLease(leaseHolder);
    }
    if (leaseHolder < 0 && world.event() >= leaseFreeAt) {
      leaseHolder = world.random.nextInt(PROCESSES);
      processes.get(leaseHolder).grantLease();
    }
  }

  /** If it holds the lease, somebody gets it, perhaps before it knows that it is lost. */
  private void loseLease(int index) {
    if (leaseHolder == index) {
      processes.get(index).endLease(world.event() + world.random.nextInt(STALL_EVENTS_MAX));
      leaseHolder = -1;
      leaseFreeAt = world.event() + world.random.nextInt(LEASE_EVENTS_MAX);
    }
  }

  private void slowDown() {
    if (world.faults.strikes(Fault.UNREACHABLE_LOG)) {
      Partition log = world.logs.inputs.get(world.random.nextInt(world.shards()));
      long until = world.event() + world.random.nextInt(UNREACHABLE_EVENTS_MAX);
      processes.forEach(process -> process.appender().stall(log, until));
    }
    if (world.faults.strikes(Fault.SLOW_READER)) {
      SequencerProcess process = processes.get(world.random.nextInt(PROCESSES));
      process.stallReader(world.event() + world.random.nextInt(STALL_EVENTS_MAX));
    }
    if (world.faults.strikes(Fault.SLOW_APPENDS)) {
      SequencerProcess process = processes.get(world.random.nextInt(PROCESSES));
      process.appender().stall(world.event() + world.random.nextInt(STALL_EVENTS_MAX));
    }
  }

  private void crash(int index, String how) {
    SequencerProcess dead = processes.get(index);
    world.tell("sequencer %d %s".formatted(index, how));
    loseLease(index);
    bury(dead);
    replace(index);
  }

  private void bury(SequencerProcess dead) {
    dead.die();
    late.add(new Late(world, dead.appender()));
  }

  private void replace(int index) {
    restarts++;
    MemoryStore old = processes.get(index).store();
    int kept = old.count();
    if (world.faults.strikes(Fault.LOST_BLOCKS)) {
      kept -= world.random.nextInt(Math.min(kept, 20) + 1);
    }
    processes.set(index, start(new MemoryStore(world, old, kept)));
  }

  private void end(Stale one) {
    stale.remove(one);
    bury(one.process());
  }

  /** Faults are over: nobody is stale or slow. */
  void settle() {
    List.copyOf(stale).forEach(this::end);
    processes.forEach(SequencerProcess::endFaults);
    for (int index = 0; index < PROCESSES && !doesEverybodyWrite; index++) {
      if (index != leaseHolder) {
        processes.get(index).endLease(world.event());
      }
    }
  }

  boolean isIdle() {
    return late.isEmpty() && processes.stream().allMatch(SequencerProcess::isIdle);
  }

  /** Whether every follower has given a block. */
  boolean haveAll(long block) {
    return processes.stream().allMatch(one -> one.follower().completeBlock() >= block);
  }

  /** At the end: nobody waits for an outcome that has come. */
  void checkGateways() {
    for (SequencerProcess process : processes) {
      int left = process.gateway().inFlight();
      Violation.require(
          left == 0,
          Invariant.OUTCOMES,
          () -> "a gateway holds %d transactions in flight, and nothing is".formatted(left));
    }
  }
}
