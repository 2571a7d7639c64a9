package io.braid.sequencer.rpc;

import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What JSON-RPC needs of the machine it runs on.
 *
 * @param clockMs milliseconds since some moment; never goes back
 * @param ids numbers that nobody can guess
 * @param seed of tables whose keys strangers choose; random and secret
 * @param timer for what has a deadline
 * @param faults is told of a method that failed where it may not, by its name
 */
public record Surroundings(
    LongSupplier clockMs,
    LongSupplier ids,
    long seed,
    Timer timer,
    BiConsumer<String, Throwable> faults) {}
