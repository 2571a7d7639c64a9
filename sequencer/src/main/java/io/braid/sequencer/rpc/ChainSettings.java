package io.braid.sequencer.rpc;

import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;

/**
 * What never changes while a node runs.
 *
 * @param clientVersion as "braid/0.1.0"
 * @param suggestedTip the tip that wallets are told, in wei for a unit of gas. Kafka orders by
 *     arrival, so none is needed
 */
public record ChainSettings(
    long chainId, ShardCount shards, String clientVersion, Word suggestedTip) {}
