package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Timer;
import io.vertx.core.Vertx;

/** Timers of Vert.x. */
public final class VertxTimer implements Timer {

  private final Vertx vertx;

  /** Timers of this Vert.x. */
  public VertxTimer(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Runnable after(long delayMs, Runnable task) {
    long timer = vertx.setTimer(delayMs, _ -> task.run());
    return () -> vertx.cancelTimer(timer);
  }
}
