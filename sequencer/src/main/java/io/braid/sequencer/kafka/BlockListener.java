package io.braid.sequencer.kafka;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.sequencer.block.Block;

/** Is told what the follower of the logs meets, on its thread. Must return soon. */
public interface BlockListener {

  /** A header was read; the same may come again. */
  void onHeader(BlockHeader header);

  /** An input record other than a header stands in a shard's log. */
  void onRecord(int shard);

  /** A diff of a shard, before the block that it is a part of is complete. */
  void onDiff(Diff diff);

  /** A block is complete and stored. */
  void onBlock(Block block);
}
