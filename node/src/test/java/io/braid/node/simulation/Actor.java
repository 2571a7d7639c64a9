package io.braid.node.simulation;

/** Somebody who does something when it is his turn. */
@FunctionalInterface
interface Actor {
  void act();
}
