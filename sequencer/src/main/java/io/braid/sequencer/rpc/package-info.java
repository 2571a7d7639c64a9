/**
 * Ethereum's JSON-RPC over the interfaces of {@code view}: reading requests, the methods, writing
 * answers, filters and subscriptions.
 *
 * <p>Owns the methods and their errors. Bytes in, bytes out: no transport, no thread and no clock
 * of its own (time and timers are given to it). May use the protocol, {@code view} and Jackson.
 * Never keeps anything of the chain but what filters and subscriptions are waiting for, and never
 * throws at its caller: whatever the bytes are, the answer is one of JSON-RPC.
 */
package io.braid.sequencer.rpc;
