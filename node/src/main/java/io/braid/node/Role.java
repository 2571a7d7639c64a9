package io.braid.node;

/** What a process can do; any number of them at once, and any number of processes each. */
public enum Role {
  /** A Kafka broker for the others. One of it serves a chain. */
  BROKER,
  /** Runs shards, or stands by. */
  EXECUTOR,
  /** Lets transactions in, writes headers or stands by to, keeps blocks, serves JSON-RPC. */
  SEQUENCER
}
