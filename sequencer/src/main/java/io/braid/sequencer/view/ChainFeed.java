package io.braid.sequencer.view;

/** Tells what happens on the chain. */
@FunctionalInterface
public interface ChainFeed {

  /**
   * Adds a listener, for good. It is called from one thread at a time, in the order of events,
   * after the readers show what it is told.
   */
  void listen(ChainListener listener);
}
