package io.braid.sequencer.admission;

import java.util.List;

/**
 * A transaction bundle on its way into the log of its shard.
 *
 * @param <S> what stands for a submission, to answer it by
 */
public final class Bundle<S> {

  private final long number;
  private final int shard;
  private final byte[] record;
  private final List<S> submissions;

  Bundle(long number, int shard, byte[] record, List<S> submissions) {
    this.number = number;
    this.shard = shard;
    this.record = record;
    this.submissions = submissions;
  }

  /** Counts the bundles of this gateway, over all shards, from 0. */
  public long number() {
    return number;
  }

  /** Whose log it goes into. */
  public int shard() {
    return shard;
  }

  /** The record; belongs to the receiver, who appends it as it is. */
  public byte[] record() {
    return record;
  }

  /** The submissions in it, in their order. */
  List<S> submissions() {
    return submissions;
  }
}
