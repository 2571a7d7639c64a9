package io.braid.node.loadtest;

import io.braid.node.loadtest.outcome.Observations;

/**
 * What a run gave.
 *
 * @param seesDiffs whether the diffs were followed, so that executions were seen
 * @param generatorCores what sending and observing cost, in cores, while transactions were sent
 * @param processCores what this process cost in all, in cores: with a chain of its own, everything
 * @param lateMaxMs how late the generator itself was, at most, in milliseconds
 */
record Measured(
    Observations observations,
    boolean seesDiffs,
    double generatorCores,
    double processCores,
    double lateMaxMs) {}
