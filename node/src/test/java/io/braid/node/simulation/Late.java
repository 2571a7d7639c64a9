package io.braid.node.simulation;

/** The appender of a process that is dead: what was on its way may still land, or be lost. */
final class Late implements Actor {

  private static final int LOST_ODDS = 6;

  private final World world;
  private final VirtualAppender appender;
  private boolean isOver;

  Late(World world, VirtualAppender appender) {
    this.world = world;
    this.appender = appender;
  }

  boolean isOver() {
    return isOver;
  }

  @Override
  public void act() {
    if (appender.underway() == 0) {
      isOver = true;
    } else if (world.random.nextInt(LOST_ODDS) == 0) {
      world.judge.appendLost();
      isOver = true;
    } else {
      appender.stepUnheard();
    }
  }
}
