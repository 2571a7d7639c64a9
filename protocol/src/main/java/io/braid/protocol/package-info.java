/**
 * Everything two Braid programs must agree on bit for bit.
 *
 * <p>This root package owns {@link io.braid.protocol.Limits} and never anything else: every other
 * package may read them, so it may import nothing. The packages below it are layered; the rules and
 * their reasons stand in {@code ImportRulesTest}. Nothing here ever reads a clock, a random source,
 * a file or the network: the state of a shard is a pure function of its log.
 */
package io.braid.protocol;
