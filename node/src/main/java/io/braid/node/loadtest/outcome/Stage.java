package io.braid.node.loadtest.outcome;

/** How far a transaction has come, in the order of the stages. */
public enum Stage {
  /** JSON-RPC has answered its hash: it is durable in the log. */
  ACKNOWLEDGED,
  /** The diff of its last step stands in its shard's diff log. */
  EXECUTED,
  /** A block that lists it can be read over JSON-RPC. */
  RECEIPT
}
