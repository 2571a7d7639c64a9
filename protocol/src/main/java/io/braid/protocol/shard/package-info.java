/**
 * The shard machine and the global replay: logs in, diffs and messages out.
 *
 * <p>Owns everything a shard's outcome depends on: its cells, nonce queue, kept-aside bundles,
 * bundle numbers and current header, and the order in which records change them. It may import
 * every package of this module; it runs the ledger's programs and knows nothing of what they do. It
 * never has a clock, randomness or a log of its own; appending, snapshots and recovery belong to
 * the program around it.
 */
package io.braid.protocol.shard;
