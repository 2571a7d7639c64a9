package io.braid.protocol.record;

import io.braid.protocol.types.Word;
import java.util.List;

/**
 * What all shards agree on for a block.
 *
 * @param number from 1
 * @param generation of the logs; a repair opens the next one
 * @param time in seconds, below 2^32
 * @param baseFee in wei for a unit of gas, unsigned
 * @param protocolVersion which rules hold
 * @param programCommitment of the ledger's programs
 * @param completeBlock the newest block that every shard has reported, which the base fee rests on
 * @param completeBlockGas the gas used in it
 * @param firstToken the index of the first new token
 * @param tokens new tokens
 * @param firstEvent the index of the first L1 event
 * @param events L1 events, finalized on L1
 */
public record BlockHeader(
    long number,
    long generation,
    long time,
    long baseFee,
    long protocolVersion,
    Word programCommitment,
    long completeBlock,
    long completeBlockGas,
    long firstToken,
    List<TokenEntry> tokens,
    long firstEvent,
    List<L1Event> events) {}
