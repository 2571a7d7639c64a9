package io.braid.sequencer.block;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import io.braid.sequencer.header.BaseFee;

/**
 * The header of a block in the form of Ethereum since its fork Shanghai: 17 fields, of which those
 * that mean nothing here are constants.
 *
 * @param parentHash of the block before; 0 for block 0
 * @param beneficiary the fee account of shard 0
 * @param stateRoot the digest of the state's changes up to here ({@link StateDigest})
 * @param number of the block
 * @param gasLimit {@link BaseFee#BLOCK_GAS_LIMIT}; a block may use more
 * @param timestamp in seconds
 * @param extraData Keccak-256 of the header's record; empty for block 0
 * @param baseFeePerGas in wei
 */
public record EthereumHeader(
    Word parentHash,
    Address beneficiary,
    Word stateRoot,
    Word transactionsRoot,
    Word receiptsRoot,
    Bytes logsBloom,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    long baseFeePerGas) {

  /** There are no uncles: Keccak-256 of the empty list. */
  public static final Word UNCLES_HASH = Word.of(Keccak256.hash(new RlpItems().toList()));

  /** Difficulty, which only proof of work had. */
  public static final long DIFFICULTY = 0;

  /** The mix hash: there is no randomness. */
  public static final Word MIX_HASH = Word.ZERO;

  /** The nonce, which only proof of work had. */
  public static final Bytes NONCE = Bytes.wrap(new byte[Long.BYTES]);

  /** There are no withdrawals of a beacon chain. */
  public static final Word WITHDRAWALS_ROOT = IndexTrie.EMPTY_ROOT;

  /** The header in RLP. */
  public byte[] encode() {
    return new RlpItems()
        .hash(parentHash)
        .hash(UNCLES_HASH)
        .string(beneficiary.toBytes())
        .hash(stateRoot)
        .hash(transactionsRoot)
        .hash(receiptsRoot)
        .string(logsBloom)
        .integer(DIFFICULTY)
        .integer(number)
        .integer(gasLimit)
        .integer(gasUsed)
        .integer(timestamp)
        .string(extraData)
        .hash(MIX_HASH)
        .string(NONCE)
        .integer(baseFeePerGas)
        .hash(WITHDRAWALS_ROOT)
        .toList();
  }

  /** The hash of the block: Keccak-256 of {@link #encode}. */
  public Word hash() {
    return Word.of(Keccak256.hash(encode()));
  }
}
