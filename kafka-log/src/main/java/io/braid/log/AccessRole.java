package io.braid.log;

/** Who uses the topics and groups of a chain, each as a principal of its own. */
public enum AccessRole {
  /** Runs shards. */
  EXECUTOR,
  /** Lets transactions in, writes headers, keeps blocks. */
  SEQUENCER,
  /** Writes transactions into the ingress and reads the answers. */
  CLIENT,
  /** Reads the logs and sees the groups, and changes nothing. */
  OBSERVER
}
