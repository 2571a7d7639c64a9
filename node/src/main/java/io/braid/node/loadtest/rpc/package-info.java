/**
 * A load test's side of JSON-RPC.
 *
 * <p>Owns requests that are ready before the clock starts, the ways to send them, answers, the
 * blocks as they come, and questions before and after. May import the workload, the outcome, {@code
 * protocol.types}, Jackson and Vert.x. Never uses more than one event loop while the clock runs, so
 * that it costs the machine little.
 */
package io.braid.node.loadtest.rpc;
