package io.braid.sequencer.view;

import io.braid.protocol.types.Word;
import java.util.List;
import java.util.Optional;

/**
 * Complete blocks and what stands in them. Methods may throw {@link PrunedException} for a block
 * that was there and is kept no more; what never was is empty.
 */
public interface ChainReader {

  /** The number of the block with this tag. */
  long number(BlockTag tag);

  /** The block of a number. */
  Optional<ChainBlock> block(long number);

  /** The block of a hash. */
  Optional<ChainBlock> block(Word hash);

  /** A transaction that stands in a block. */
  Optional<ChainTransaction> transaction(Word hash);

  /** The transactions of a block, in order; none for a block that does not exist. */
  List<ChainTransaction> transactions(long block);

  /** The receipt of a transaction. */
  Optional<ChainReceipt> receipt(Word transaction);

  /** The receipts of a block, in order; none for a block that does not exist. */
  List<ChainReceipt> receipts(long block);

  /** The first logs that fit, in order, at most this many. */
  List<ChainLog> logs(LogQuery query, int logsMax);
}
