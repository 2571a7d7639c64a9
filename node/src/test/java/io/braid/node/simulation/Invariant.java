package io.braid.node.simulation;

/** What must hold in a simulation. */
enum Invariant {
  /** What is held, in flight and withdrawn is what genesis and L1 gave, for every asset. */
  MONEY,
  /** Every message bundle is consumed once, in order of its number, and as it was emitted. */
  MESSAGES,
  /** Nothing is consumed in a block before that of its emitter. */
  CAUSALITY,
  /** Header numbers ascend without a gap, the same in all shards; each rule of deciding is kept. */
  HEADERS,
  /** A diff is the one of its record, whoever appends it, and however often. */
  DIFFS,
  /** A diff that can be read means that its bundles can be too. */
  BUNDLES_BEFORE_DIFF,
  /** A snapshot is the shard's state, and everything before it is durable. */
  SNAPSHOTS,
  /** Shards do what the reference implementation does. */
  REFERENCE,
  /** The global replay gives the diffs and states of the shards. */
  REPLAY,
  /** The global replay runs in canonical order, in which every block is causally closed. */
  ORDER,
  /** All followers give the same blocks, and what stands in them is what the replay gives. */
  BLOCKS,
  /** No transaction runs twice or ends twice, and each that was acknowledged has an outcome. */
  OUTCOMES,
  /** What is acknowledged is in the log. */
  ACKNOWLEDGED,
  /** A transaction that admission let in, of an account that nothing disturbs, is not refused. */
  PROMISES,
  /** To a gateway, no account goes back to what it was before. */
  VIEWS,
  /** When faults end, the system runs dry. */
  RUNS_DRY,
  /** No part throws an exception. */
  NO_EXCEPTION
}
