package io.braid.sequencer.kafka;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.block.Block;

/** Is told what the follower of the logs meets, on its thread. Must return soon. */
public interface BlockListener {

  /**
   * A transaction that began before the place where the follower begins, and has not ended. Told
   * before everything else.
   *
   * @param isQueued whether it waits for an earlier nonce; else it ran its first step
   */
  void onOpen(Word transaction, Address sender, Bytes raw, boolean isQueued);

  /** A header was read; the same may come again. */
  void onHeader(BlockHeader header);

  /** An input record other than a header was read: before the diff of it is told. */
  void onRecord(int shard, byte[] record);

  /** Everything of a shard's log before an offset was read and told. */
  void onPosition(int shard, long nextOffset);

  /**
   * A diff of a shard, before the block that it is a part of is complete. Each comes once, in the
   * order of the shard's log, however often it was appended.
   */
  void onDiff(Diff diff);

  /** A block is complete and stored. */
  void onBlock(Block block);
}
