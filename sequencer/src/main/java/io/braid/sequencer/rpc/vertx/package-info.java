/**
 * JSON-RPC over HTTP and WebSocket with Vert.x; the only package that imports it.
 *
 * <p>Owns connections: how many, how long they may take and how much may wait for them. What the
 * bytes mean is the affair of {@code rpc}, which is all it uses of Braid. Nothing that could block
 * runs on an event loop: requests are worked on in virtual threads, as many at a time as a limit
 * allows.
 */
package io.braid.sequencer.rpc.vertx;
