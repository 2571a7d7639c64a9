/**
 * The accounts that admission judges by.
 *
 * <p>Owns the view that lies over the stored state: what the diffs of blocks to come have changed.
 * May import admission, blocks and views. Never reads a log or a clock: it is told, and is given
 * one.
 */
package io.braid.sequencer.account;
