package io.braid.sequencer.view;

import io.braid.protocol.types.Word;

/**
 * Where in the chain a transaction stands.
 *
 * @param block number of its block
 * @param blockHash hash of its block
 * @param timeSeconds time of its block
 * @param index of the transaction in the block, from 0
 */
public record Placement(long block, Word blockHash, long timeSeconds, int index) {}
