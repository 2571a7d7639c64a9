package io.braid.stark.air;

/** The blocks that say where a row stands. */
final class Selector {

  static final int FIRST = 0;
  static final int LAST = 1;
  static final int TRANSITION = 2;
  static final int COUNT = 3;

  private Selector() {}
}
