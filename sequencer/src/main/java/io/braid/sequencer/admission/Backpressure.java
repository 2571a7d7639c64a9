package io.braid.sequencer.admission;

/** Whether what follows admission keeps up: bundles not yet in the log, shards, the replay. */
@FunctionalInterface
public interface Backpressure {

  /** For how many milliseconds a shard takes no further transactions; 0 if it does. */
  long retryAfterMs(int shard);
}
