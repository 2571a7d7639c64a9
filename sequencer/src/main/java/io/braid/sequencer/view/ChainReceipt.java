package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * What a transaction did.
 *
 * @param type 0, 1 or 2
 * @param failure 0 for success, else the code of a {@link io.braid.protocol.ledger.Failure}
 * @param cumulativeGasUsed of this transaction and those before it in the block
 * @param effectivePrice paid for a unit of gas, in wei
 * @param logsBloom 256 bytes
 */
public record ChainReceipt(
    Word transaction,
    int type,
    Address sender,
    Address to,
    Placement placement,
    int failure,
    long gasUsed,
    long cumulativeGasUsed,
    Word effectivePrice,
    Bytes logsBloom,
    List<ChainLog> logs) {

  /** Copies the list. */
  public ChainReceipt {
    logs = List.copyOf(logs);
  }
}
