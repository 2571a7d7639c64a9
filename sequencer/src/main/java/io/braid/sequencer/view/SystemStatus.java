package io.braid.sequencer.view;

import java.util.List;

/**
 * How the whole system is doing, as one gateway sees it.
 *
 * @param process of the gateway
 * @param isWritingHeaders whether this process writes the headers
 * @param header the number of the newest block header in the logs, or 0
 * @param headerAgeMs how old that header is, by its own time, which has whole seconds, and this
 *     process's clock; -1 if there is none
 * @param inFlight acknowledged transactions that have no outcome yet
 * @param stages in the order of a transaction's path
 * @param executors by shard; those that can be reached
 */
public record SystemStatus(
    String process,
    boolean isWritingHeaders,
    long header,
    long headerAgeMs,
    int inFlight,
    List<StageStatus> stages,
    List<ExecutorStatus> executors) {}
