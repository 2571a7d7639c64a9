package io.braid.node.loadtest;

import io.braid.log.KafkaCluster;
import io.braid.log.Topics;
import io.braid.protocol.types.ShardCount;
import java.net.URI;
import java.util.Optional;

/**
 * Where a chain is found.
 *
 * @param kafka that holds its logs; empty if it cannot be reached
 */
record ChainAddress(
    URI rpc, Optional<KafkaCluster> kafka, Topics topics, long chainId, ShardCount shards) {}
