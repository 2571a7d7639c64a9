package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.List;

/**
 * A complete block.
 *
 * @param stateRoot what commits to the state, or 0 where there is none yet
 * @param transactionsRoot what commits to the list of transactions
 * @param receiptsRoot what commits to the receipts
 * @param logsBloom 256 bytes
 * @param extraData what the hash of the block covers beside the other fields
 * @param baseFee in wei for a unit of gas, unsigned
 * @param sizeBytes bytes of the block as a client counts them
 * @param transactions hashes, in canonical order
 */
public record ChainBlock(
    long number,
    Word hash,
    Word parentHash,
    Word stateRoot,
    Word transactionsRoot,
    Word receiptsRoot,
    Bytes logsBloom,
    Address miner,
    long timeSeconds,
    long gasLimit,
    long gasUsed,
    Bytes extraData,
    long baseFee,
    long sizeBytes,
    List<Word> transactions) {

  /** Bytes of a bloom filter of logs (Yellow Paper, 4.3.1). */
  public static final int BLOOM_BYTES = 256;

  /** Copies the list and checks the bloom filter's length. */
  public ChainBlock {
    if (logsBloom.size() != BLOOM_BYTES) {
      throw new IllegalArgumentException(
          "a bloom filter has %d bytes, this has %d".formatted(BLOOM_BYTES, logsBloom.size()));
    }
    transactions = List.copyOf(transactions);
  }
}
