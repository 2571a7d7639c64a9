package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.JsonRpc;
import io.vertx.core.Vertx;

/**
 * What all connections of a server share.
 *
 * @param requests room for requests, from their first bytes until they are worked on
 * @param answers room for answers, until their clients have read them
 */
record Serving(
    Vertx vertx,
    JsonRpc rpc,
    RequestWorkers workers,
    TransportLimits limits,
    ByteRoom requests,
    ByteRoom answers) {

  Serving(Vertx vertx, JsonRpc rpc, TransportLimits limits) {
    this(
        vertx,
        rpc,
        new RequestWorkers(rpc, limits.requestsAtWorkMax()),
        limits,
        new ByteRoom(limits.requestRoomBytes(), TransportLimits.SMALL_BYTES_MAX),
        new ByteRoom(limits.answerRoomBytes(), TransportLimits.SMALL_BYTES_MAX));
  }
}
