/**
 * The logs on Kafka: names and settings of the topics, appends that are durable or fatal, readers.
 *
 * <p>What every service needs of Kafka and none should write again. Owns how the topics are named,
 * set and checked, what stands in keys and headers, and when an append counts as done. May import
 * Kafka's clients, and of {@code protocol} the limits, value types and records. Never looks into a
 * record beyond its type and block, and never decides what is appended.
 */
package io.braid.log;
