package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The processes that run shards. Each shard has one that it is assigned to, or none for a while,
 * and perhaps others that do not know yet that they have lost it.
 */
final class Executors {

  private static final int PROCESSES = 3;
  private static final int STALE_EVENTS_MAX = 300;
  private static final int AWAY_EVENTS_MAX = 60;
  private static final int OUTAGE_EVENTS_MAX = 8_000;

  /** A run of a shard by a process that has lost it. */
  private record Stale(ExecutorProcess process, ShardRun run, long untilEvent) {}

  private final World world;
  private final List<ExecutorProcess> processes = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final List<Stale> stale = new ArrayList<>();

  /** By shard, the run that counts; null while there is none. */
  private final ShardRun[] runs;

  /** By shard, the process of that run. */
  private final ExecutorProcess[] homes;

  /** By shard, when somebody gets it. */
  private final long[] awayUntil;

  private int starts;

  Executors(World world) {
    this.world = world;
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(new ExecutorProcess(world));
    }
    runs = new ShardRun[world.shards()];
    homes = new ExecutorProcess[world.shards()];
    awayUntil = new long[world.shards()];
  }

  List<Actor> actors() {
    List<Actor> actors = new ArrayList<>(processes);
    actors.addAll(late);
    return actors;
  }

  int starts() {
    return starts;
  }

  /** What happens to processes from outside. */
  void goOn() {
    late.removeIf(Late::isOver);
    stale.stream().filter(one -> one.untilEvent() <= world.event()).toList().forEach(this::end);
    for (int shard = 0; shard < runs.length; shard++) {
      if (runs[shard] == null && awayUntil[shard] <= world.event()) {
        assign(shard);
      }
    }
    if (world.faults.strikes(Fault.EXECUTOR_CRASH)) {
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
    if (world.faults.strikes(Fault.REBALANCE)) {
      int shard = world.random.nextInt(runs.length);
      take(shard, world.random.nextInt(AWAY_EVENTS_MAX));
    }
    if (world.faults.strikes(Fault.OUTAGE)) {
      int shard = world.random.nextInt(runs.length);
      world.tell("nobody runs shard %d for a while".formatted(shard));
      take(shard, world.random.nextInt(OUTAGE_EVENTS_MAX));
    }
    slowDown();
  }

  private void slowDown() {
    ExecutorProcess process = processes.get(world.random.nextInt(PROCESSES));
    if (world.faults.strikes(Fault.SLOW_READER) && !process.runs().isEmpty()) {
      ShardRun run = process.runs().get(world.random.nextInt(process.runs().size()));
      run.input().stall(world.event() + world.random.nextInt(STALE_EVENTS_MAX));
    }
    if (world.faults.strikes(Fault.SLOW_APPENDS)) {
      process.appender().stall(world.event() + world.random.nextInt(STALE_EVENTS_MAX));
    }
  }

  private void assign(int shard) {
    ExecutorProcess process = processes.get(world.random.nextInt(PROCESSES));
    runs[shard] = process.start(shard);
    homes[shard] = process;
    starts++;
    world.tell(
        "shard %d goes on at offset %d".formatted(shard, runs[shard].machine().nextOffset()));
  }

  /** Takes a shard from its process, which may not hear of it for a while. */
  private void take(int shard, int events) {
    ShardRun run = runs[shard];
    awayUntil[shard] = Math.max(awayUntil[shard], world.event() + events);
    if (run == null) {
      return;
    }
    world.tell("shard %d is taken away".formatted(shard));
    runs[shard] = null;
    if (world.faults.strikes(Fault.STALE_EXECUTOR)) {
      long until = world.event() + world.random.nextInt(STALE_EVENTS_MAX);
      stale.add(new Stale(homes[shard], run, until));
    } else {
      homes[shard].stop(run);
    }
  }

  private void end(Stale one) {
    one.process().stop(one.run());
    stale.remove(one);
  }

  private void crash(int index, String how) {
    ExecutorProcess dead = processes.get(index);
    world.tell("executor %d %s".formatted(index, how));
    dead.runs().forEach(ShardRun::stop);
    stale.removeIf(one -> one.process() == dead);
    for (int shard = 0; shard < runs.length; shard++) {
      if (homes[shard] == dead && runs[shard] != null) {
        runs[shard] = null;
        awayUntil[shard] = world.event() + world.random.nextInt(AWAY_EVENTS_MAX);
      }
    }
    late.add(new Late(world, dead.appender()));
    processes.set(index, new ExecutorProcess(world));
  }

  /** Faults are over: everybody is there, and nobody is stale or slow. */
  void settle() {
    List.copyOf(stale).forEach(this::end);
    for (int shard = 0; shard < runs.length; shard++) {
      awayUntil[shard] = 0;
      if (runs[shard] != null) {
        runs[shard].input().stall(0);
      }
    }
    processes.forEach(process -> process.appender().endFaults());
  }

  boolean isIdle() {
    if (!late.isEmpty()) {
      return false;
    }
    for (ShardRun run : runs) {
      if (run == null) {
        return false;
      }
    }
    return processes.stream().allMatch(ExecutorProcess::isIdle);
  }

  /** At the end: every shard is where its log says. */
  void checkStates() {
    for (int shard = 0; shard < runs.length; shard++) {
      runs[shard].checkState();
    }
  }
}
