package io.braid.sequencer.block;

import io.braid.protocol.record.BlockHeader;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * A complete block, and all that the shards did in it.
 *
 * @param size bytes of the block in RLP
 * @param decided the header as it stands in the logs; null for block 0
 * @param transactions that ended in it, in canonical order of their last steps
 * @param refusals in canonical order; a transaction that was sent twice may have a receipt too, and
 *     then the receipt counts
 * @param queued what began to wait for earlier nonces, in canonical order
 * @param withdrawals of steps in it, in canonical order
 * @param changes of cells by shard, in the order of its log; a later one of the same key counts
 * @param nextOffsets by shard, where the next block's header stands in the log
 */
public record Block(
    EthereumHeader header,
    Word hash,
    long size,
    BlockHeader decided,
    List<BlockTransaction> transactions,
    List<Outcome.Refused> refusals,
    List<Outcome.Queued> queued,
    List<StepWithdrawal> withdrawals,
    List<List<Diff.CellChange>> changes,
    List<Long> nextOffsets) {

  /**
   * A withdrawal and what made it.
   *
   * @param origin signing hash of the transaction, or index of the L1 event
   * @param sender of the transaction; 0 for an event
   */
  public record StepWithdrawal(Word origin, Address sender, Withdrawal withdrawal) {}

  /** The number of the block. */
  public long number() {
    return header.number();
  }
}
