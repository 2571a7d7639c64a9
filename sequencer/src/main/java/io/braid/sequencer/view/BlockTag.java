package io.braid.sequencer.view;

/** A block by what is known about it. */
public enum BlockTag {
  /** The oldest block there is. */
  EARLIEST,
  /** The newest complete block. */
  LATEST,
  /** The newest that an independent replay has confirmed and that is committed on L1. */
  SAFE,
  /** The newest that is proven on L1. */
  FINALIZED
}
