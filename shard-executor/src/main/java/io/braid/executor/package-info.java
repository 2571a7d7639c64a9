/**
 * Runs a shard machine over a log it does not know: what is appended when, when a snapshot may be
 * published, how a shard recovers.
 *
 * <p>Owns the order of appends. May use {@code protocol} only; the package {@code kafka} beside it
 * is the one that imports Kafka. Pure: it never has more than one thread, reads no clock and no
 * network.
 */
package io.braid.executor;
