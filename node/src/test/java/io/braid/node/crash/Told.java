package io.braid.node.crash;

/** What a client was told of a transaction, by how much it promises. */
enum Told {
  /** An error: it was not taken. */
  REFUSED,
  /** Nothing, or that nobody knows: it may have happened, once at most. */
  NOTHING,
  /** Its hash: it has exactly one outcome. */
  ACKNOWLEDGED
}
