package io.braid.executor;

/**
 * Where a shard's outputs go. Each append of a bundle or diff is answered, after the append has
 * returned and never from inside it, by a call of {@link ShardExecutor#bundleAcknowledged} or
 * {@link ShardExecutor#diffAcknowledged}; one that fails is fatal to the process, which starts
 * again from its last snapshot.
 *
 * <p>The arrays belong to the receiver.
 */
public interface ShardOutputs {

  /** Appends a message bundle to the log of its destination. */
  void appendBundle(long inputOffset, int destination, byte[] bundle);

  /** Appends a diff to the shard's diff log. */
  void appendDiff(long inputOffset, byte[] diff);

  /** Publishes a snapshot, of the state before this offset. */
  void publishSnapshot(long nextOffset, byte[] snapshot);
}
