package io.braid.executor.kafka;

/**
 * What an executor of a shard does. RECOVERING goes to RUNNING; each of them ends in one of the
 * others and stays there.
 */
public enum ShardPhase {
  /** Loads its snapshot. */
  RECOVERING,
  /** Handles records: those that it has handled before a crash again, then the new ones. */
  RUNNING,
  /** The log goes on in the next generation, which begins from a repaired snapshot. */
  NEXT_GENERATION,
  /** Cannot go on; the failure says why. */
  FAILED,
  /** Was given away, or the process ends. */
  STOPPED
}
