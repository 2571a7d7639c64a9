/**
 * Who decides block headers: when the next one is due, what it says, and when it may be decided.
 *
 * <p>Owns the writer of {@code braid.blocks}, the rule by which its records count, the base fee,
 * and what of L1 waits for a header. May use {@code protocol} alone. Pure: what was read back and
 * acknowledged comes in as calls, the time as an argument; it never touches a log, a clock or a
 * thread.
 */
package io.braid.sequencer.header;
