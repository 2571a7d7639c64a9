package io.braid.sequencer.view;

/** The state of the ledger at the end of a block. */
@FunctionalInterface
public interface StateReader {

  /**
   * The state at the end of a block, which exists.
   *
   * @throws PrunedException if the state of that block is kept no more
   */
  StateView at(long block);
}
