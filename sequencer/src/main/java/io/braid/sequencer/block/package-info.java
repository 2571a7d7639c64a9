/**
 * Blocks as Ethereum's clients know them, put together from the shards' logs and diffs.
 *
 * <p>Owns what a block is, bit for bit as in {@code docs/protocol/blocks.md}: its transactions and
 * their order, logs, roots and hash, the checkpoint from which assembling goes on, and the rule of
 * the base fee. May import {@code protocol} and {@code header}. It is a pure function of the logs
 * and never sees a clock, randomness, a thread or a file; reading logs, storing blocks and serving
 * them are the affairs of the packages around it.
 */
package io.braid.sequencer.block;
