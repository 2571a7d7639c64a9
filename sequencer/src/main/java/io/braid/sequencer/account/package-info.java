/**
 * The accounts as admission sees them: what blocks have stored, and what diffs have changed since.
 *
 * <p>May use {@code protocol}, {@code admission}, {@code block} and {@code view}. Pure: the clock
 * is given to it; no log, no thread.
 */
package io.braid.sequencer.account;
