package io.braid.node.loadtest.workload;

/**
 * What the transactions of a run are.
 *
 * @param seed of everything that is drawn
 * @param transactions how many
 * @param skew exponent of Zipf's law over senders and over receivers; 0 is uniform
 * @param crossShardShare of the transfers, from 0 to 1, that pay an account of another shard
 * @param swapShare of the good transactions, from 0 to 1, that are swaps
 * @param badShare of all, from 0 to 1, that must be refused
 */
public record Mix(
    long seed,
    int transactions,
    double skew,
    double crossShardShare,
    double swapShare,
    double badShare) {}
