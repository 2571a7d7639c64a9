/**
 * The whole system in one thread, from one seed: gateways, header writers, shard executors and
 * block followers over a virtual log and a virtual clock, with faults. {@code docs/simulation.md}
 * says what is checked.
 *
 * <p>May use the pure packages of all modules, and the reference and the workload of {@code
 * protocol}'s tests; no Kafka, no disk, no thread.
 */
package io.braid.node.simulation;
