package io.braid.sequencer.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request as it was read.
 *
 * @param id the id as it stood, or null for a notification
 * @param fault why it is no request, or null; the other members mean nothing then
 */
record RpcRequest(String id, String method, JsonNode params, RpcException fault) {

  /** In place of an id that could not be read. */
  static final String NO_ID = "null";

  static RpcRequest faulty(String id, RpcException fault) {
    return new RpcRequest(id == null ? NO_ID : id, null, null, fault);
  }

  /** Whether nobody wants an answer. */
  boolean isNotification() {
    return id == null;
  }
}
