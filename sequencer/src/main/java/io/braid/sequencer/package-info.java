/**
 * Between clients and shards: what comes in, in which blocks it stands, and what is read.
 *
 * <p>The packages below are pure but for {@code vertx} and {@code kafka}, which alone import those.
 */
package io.braid.sequencer;
