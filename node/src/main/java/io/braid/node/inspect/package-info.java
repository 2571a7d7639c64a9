/**
 * What stands in the logs, for people: every record as a line, and as more of them what is in it.
 *
 * <p>Owns how records are shown. May use the protocol's own decoders, and {@code kafka-log} to
 * read. Never fails on bytes, whatever they are, and never changes anything.
 */
package io.braid.node.inspect;
