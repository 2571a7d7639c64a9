package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * A log of a transaction in a block.
 *
 * @param topics at most four
 * @param placement of the transaction
 * @param index of the log in the block, from 0
 */
public record ChainLog(
    Address address,
    List<Word> topics,
    Bytes data,
    Word transaction,
    Placement placement,
    int index) {

  /** Copies the list. */
  public ChainLog {
    topics = List.copyOf(topics);
  }
}
