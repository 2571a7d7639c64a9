package io.braid.node.simulation;

import java.util.ArrayList;
import java.util.List;

/** A process that runs shards, with one appender for all of them. */
final class ExecutorProcess implements Actor {

  private static final int RECORDS_MAX = 16;
  private static final int APPENDS_MAX = 60;

  private final World world;
  private final VirtualAppender appender;
  private final List<ShardRun> runs = new ArrayList<>();

  ExecutorProcess(World world) {
    this.world = world;
    appender = new VirtualAppender(world);
  }

  VirtualAppender appender() {
    return appender;
  }

  List<ShardRun> runs() {
    return runs;
  }

  ShardRun start(int shard) {
    ShardRun run = new ShardRun(world, shard, appender);
    runs.add(run);
    return run;
  }

  void stop(ShardRun run) {
    run.stop();
    runs.remove(run);
  }

  @Override
  public void act() {
    for (ShardRun run : runs) {
      if (world.random.nextBoolean()) {
        run.handle(1 + world.random.nextInt(RECORDS_MAX));
      }
    }
    for (int left = world.random.nextInt(APPENDS_MAX); left > 0; left--) {
      appender.step();
    }
  }

  boolean isIdle() {
    return appender.isIdle() && runs.stream().allMatch(ShardRun::isIdle);
  }
}
