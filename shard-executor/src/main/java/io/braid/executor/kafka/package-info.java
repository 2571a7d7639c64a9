/**
 * Shard executors on Kafka: which shards this process runs, their threads, recovery and snapshots.
 *
 * <p>Owns threads, consumers and time limits, and nothing of what a record does. The only package
 * of this module that may import Kafka and the logs on it. Never changes what the core decides to
 * append, or when.
 */
package io.braid.executor.kafka;
