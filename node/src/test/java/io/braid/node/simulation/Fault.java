package io.braid.node.simulation;

/** What can go wrong, and how often it may: the odds of one seed lie between none and the most. */
enum Fault {
  /** A process that runs shards dies; some of what it has on its way still arrives. */
  EXECUTOR_CRASH(0.003),
  /** A process with gateway, header writer and follower dies. */
  SEQUENCER_CRASH(0.002),
  /** An append fails while later ones succeed; the process dies of it. */
  FAILED_APPEND(0.002),
  /** A shard goes to another process, which begins from a snapshot. */
  REBALANCE(0.004),
  /** Who has lost a shard does not know it yet and goes on. */
  STALE_EXECUTOR(0.9),
  /** A sequencing process is replaced, and goes on beside its successor for a while. */
  STALE_SEQUENCER(0.0015),
  /** Another process may write headers, and the one that did knows it only later. */
  LEASE_MOVES(0.004),
  /** An append lands twice. */
  DUPLICATE(0.03),
  /** A reader stands still. */
  SLOW_READER(0.003),
  /** Appends of a process to one partition are held up. */
  SLOW_APPENDS(0.003),
  /** Who sequences does not reach the log of one shard, whose messages overtake the header then. */
  UNREACHABLE_LOG(0.025),
  /** A shard begins from an older snapshot than the newest. */
  OLD_SNAPSHOT(0.6),
  /** Nobody runs a shard. */
  OUTAGE(0.0004),
  /** The newest blocks of a store are lost with its process. */
  LOST_BLOCKS(0.8),
  /** Something that is no record, or nothing that should stand there, is appended to an input. */
  FOREIGN_RECORD(0.002);

  private final double most;

  Fault(double most) {
    this.most = most;
  }

  /** The highest probability, each time that it is asked for. */
  double most() {
    return most;
  }
}
