package io.braid.sequencer.view;

/** What gas will cost. */
@FunctionalInterface
public interface FeeReader {

  /** The base fee of the block after the newest complete one, in wei for a unit of gas. */
  long nextBaseFee();
}
