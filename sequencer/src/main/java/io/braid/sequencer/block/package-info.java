/**
 * Blocks as Ethereum's clients know them, put together from the shards' logs and diffs.
 *
 * <p>Owns what a block is, bit for bit as in {@code docs/protocol/blocks.md}: its transactions and
 * their order, logs, roots and hash, the checkpoint from which assembling goes on, and the rule of
 * the base fee. Imports {@code protocol} alone. It is a pure function of the logs: no clock, no
 * randomness, no threads and no I/O; reading logs, storing blocks and serving them are the affairs
 * of the packages around it.
 */
package io.braid.sequencer.block;
