/**
 * Between clients and shards: what comes in, in which blocks it stands, and what is read.
 *
 * <p>The root owns nothing, may import nothing and never will: all is in the packages below, which
 * are pure but for {@code store}, {@code rpc.vertx} and {@code kafka}, where disks, the network and
 * the logs begin.
 */
package io.braid.sequencer;
