/**
 * The sequencer on the logs: it follows them into blocks, writes headers into them, and appends
 * what admission lets in.
 *
 * <p>Owns the threads that do so. May import all packages beside it but the transport, and {@code
 * io.braid.log}, through which it reads and appends. Never decides what the pure packages beside it
 * decide.
 */
package io.braid.sequencer.kafka;
