/**
 * Everything two Braid programs must agree on bit for bit.
 *
 * <p>This root package holds only {@link io.braid.protocol.Limits}, which every package above it
 * may read and which imports nothing. The packages below it are layered; the rules and their
 * reasons stand in {@code ImportRulesTest}. Nothing here ever reads a clock, a random source, a
 * file or the network: the state of a shard is a pure function of its log.
 */
package io.braid.protocol;
