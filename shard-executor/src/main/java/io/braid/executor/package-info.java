/**
 * Runs a shard machine over a log it does not know: what is appended when, when a snapshot may be
 * published, how a shard recovers.
 *
 * <p>Pure: one thread, no clock, no network. May use {@code protocol} only; the package {@code
 * kafka} beside it is the one that imports Kafka.
 */
package io.braid.executor;
