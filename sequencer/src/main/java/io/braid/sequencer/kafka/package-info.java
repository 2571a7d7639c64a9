/**
 * The sequencer on the logs: it follows them into blocks, writes headers into them, and appends
 * what admission lets in.
 *
 * <p>Owns the threads that do so. Reads and appends through {@code io.braid.log}; decides nothing
 * that the pure packages beside it decide.
 */
package io.braid.sequencer.kafka;
