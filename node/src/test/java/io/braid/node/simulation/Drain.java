package io.braid.node.simulation;

import io.braid.protocol.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the system, with no faults any more, until nothing is left to do: all that was sent has an
 * outcome, and every follower has the block in which it stands.
 */
final class Drain {

  private static final int ROUNDS_MAX = 400;
  private static final int TURNS_MAX = 20_000;
  private static final long ROUND_MS = 1_000;

  /** So that what waits for a nonce expires within some rounds. */
  private static final long QUEUE_ROUND_MS = Limits.QUEUE_SECONDS_MAX * 1_000L / 8;

  private final World world;
  private final Executors executors;
  private final Sequencers sequencers;

  Drain(World world, Executors executors, Sequencers sequencers) {
    this.world = world;
    this.executors = executors;
    this.sequencers = sequencers;
  }

  void run() {
    world.faults.end();
    executors.settle();
    sequencers.settle();
    world.tell("faults are over");
    long last = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      settle();
      if (last == Long.MAX_VALUE && isDry()) {
        last = world.judge.headers().count();
      }
      if (sequencers.haveAll(last)) {
        return;
      }
      world.pass(world.judge.messages().isDry() && !isDry() ? QUEUE_ROUND_MS : ROUND_MS);
    }
    throw new Violation(
        Invariant.RUNS_DRY,
        "something is left to do: messages %s, transactions %s, header %d, complete block %d"
            .formatted(
                world.judge.messages().isDry() ? "done" : "under way",
                world.judge.transactions().isDry() ? "done" : "under way",
                world.judge.headers().count(),
                world.judge.headers().completeBlock()));
  }

  private boolean isDry() {
    return world.judge.messages().isDry() && world.judge.transactions().isDry();
  }

  /** Lets everybody act until, at this time of the clock, nobody has anything to do. */
  private void settle() {
    for (int turn = 0; turn < TURNS_MAX; turn++) {
      world.nextEvent();
      executors.goOn();
      sequencers.goOn();
      List<Actor> actors = new ArrayList<>(executors.actors());
      actors.addAll(sequencers.actors());
      actors.forEach(Actor::act);
      if (turn % 16 == 0 && executors.isIdle() && sequencers.isIdle()) {
        return;
      }
    }
    throw new Violation(
        Invariant.RUNS_DRY,
        "somebody always has something to do: executors %s, sequencers %s"
            .formatted(
                executors.isIdle() ? "idle" : "busy", sequencers.isIdle() ? "idle" : "busy"));
  }
}
