/**
 * JSON-RPC over HTTP and WebSocket with Vert.x; the only package that imports it.
 *
 * <p>Owns connections: how many, how long they may take and how much may wait for them. May import
 * Vert.x and {@code rpc}, whose affair it is what the bytes mean. Never runs on an event loop what
 * could block: requests are worked on in virtual threads, as many at a time as a limit allows.
 */
package io.braid.sequencer.rpc.vertx;
