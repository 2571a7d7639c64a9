package io.braid.node.meter;

/**
 * What became of transactions since the process began.
 *
 * @param succeeded executed with success
 * @param failed executed, and failed
 * @param refused by their shard
 */
public record TransactionCounts(long succeeded, long failed, long refused) {}
