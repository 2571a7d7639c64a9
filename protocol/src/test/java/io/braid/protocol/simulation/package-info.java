/**
 * Shards and their logs in one thread, from one seed: who appends what when is decided by a seeded
 * generator. Knows records and nothing of the machines that read them.
 */
package io.braid.protocol.simulation;
