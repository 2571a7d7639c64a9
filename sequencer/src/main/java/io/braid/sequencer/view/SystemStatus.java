package io.braid.sequencer.view;

import java.util.List;

/**
 * How the whole system is doing, as one gateway sees it.
 *
 * @param process of the gateway
 * @param isWritingHeaders whether this process writes the headers
 * @param inFlight acknowledged transactions that have no outcome yet
 * @param stages in the order of a transaction's path
 * @param executors by shard; those that can be reached
 */
public record SystemStatus(
    String process,
    boolean isWritingHeaders,
    int inFlight,
    List<StageStatus> stages,
    List<ExecutorStatus> executors) {}
