package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Caller;
import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RpcException;
import io.braid.sequencer.rpc.RpcLimits;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One HTTP request and its answer. All of it runs on the connection's event loop. */
final class HttpExchange {

  private static final String JSON = "application/json";

  /** What clients send JSON as. */
  private static final Set<String> ACCEPTED_TYPES =
      Set.of(JSON, "application/json-rpc", "application/jsonrequest");

  private static final String RETRY_AFTER_SECONDS = "1";

  private final Vertx vertx;
  private final Context context;
  private final JsonRpc rpc;
  private final RequestWorkers workers;
  private final TransportLimits limits;
  private final HttpServerRequest request;
  private final Buffer body = Buffer.buffer();

  /** The timer that runs, or -1. */
  private long timer = -1;

  private boolean isOver;

  HttpExchange(
      Vertx vertx,
      JsonRpc rpc,
      RequestWorkers workers,
      TransportLimits limits,
      HttpServerRequest request) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    this.rpc = rpc;
    this.workers = workers;
    this.limits = limits;
    this.request = request;
  }

  /** Takes the request. */
  void begin() {
    HttpServerResponse response = request.response();
    // Anybody's page may ask: there are no cookies here that it could borrow.
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.closeHandler(_ -> over());
    request.exceptionHandler(_ -> over());
    if (HttpMethod.OPTIONS.equals(request.method())) {
      preflight(response);
    } else if (!HttpMethod.POST.equals(request.method())) {
      response.putHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
      refuse(405, "method not allowed: send requests with POST, or open a WebSocket");
    } else if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      refuse(415, "invalid content type, only application/json is supported");
    } else if (declaredBytes() > RpcLimits.REQUEST_BYTES_MAX) {
      refuseBody();
    } else {
      timer = vertx.setTimer(limits.bodyMsMax(), _ -> refuse(408, "request not sent in time"));
      request.handler(this::receive);
      request.endHandler(_ -> dispatch());
    }
  }

  private static void preflight(HttpServerResponse response) {
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS")
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization")
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
        .setStatusCode(204)
        .end()
        .onComplete(_ -> {});
  }

  /** Some clients name no type, others add the encoding. */
  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return ACCEPTED_TYPES.contains(type);
  }

  /** -1 if the request does not say. */
  private long declaredBytes() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }

  private void receive(Buffer chunk) {
    if (isOver) {
      return;
    }
    if (body.length() + chunk.length() > RpcLimits.REQUEST_BYTES_MAX) {
      refuseBody();
    } else {
      body.appendBuffer(chunk);
    }
  }

  private void refuseBody() {
    refuse(
        413,
        "request too large: at most %d bytes are taken".formatted(RpcLimits.REQUEST_BYTES_MAX));
  }

  /** Answers an error of the transport and ends the connection, whatever it still would send. */
  private void refuse(int status, String why) {
    if (isOver) {
      return;
    }
    over();
    HttpServerResponse response = request.response();
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(rpc.error(RpcException.INVALID_REQUEST, why)))
        .onComplete(_ -> close());
  }

  private void dispatch() {
    if (isOver) {
      return;
    }
    cancelTimer();
    Caller caller = new Caller(request.remoteAddress().hostAddress(), Optional.empty());
    Optional<CompletableFuture<byte[]>> answer = workers.handle(body.getBytes(), caller);
    if (answer.isEmpty()) {
      request
          .response()
          .setStatusCode(503)
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .end(Buffer.buffer(busy(rpc)))
          .onComplete(_ -> over());
      return;
    }
    CompletableFuture<byte[]> _ =
        answer
            .get()
            .whenComplete((bytes, failed) -> context.runOnContext(_ -> answer(bytes, failed)));
  }

  private void answer(byte[] bytes, Throwable failed) {
    if (isOver) {
      return;
    }
    HttpServerResponse response = request.response();
    if (failed == null && bytes.length == 0) {
      response.setStatusCode(204).end().onComplete(_ -> over());
      return;
    }
    byte[] sent = failed == null ? bytes : failed(rpc);
    timer = vertx.setTimer(limits.answerMsMax(), _ -> close());
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(Buffer.buffer(sent))
        .onComplete(_ -> over());
  }

  /** What is said when there are no workers. */
  static byte[] busy(JsonRpc rpc) {
    return rpc.error(
        RpcException.LIMIT_EXCEEDED, "too many requests at work on this node, try again");
  }

  /** What is said when JSON-RPC itself failed. */
  static byte[] failed(JsonRpc rpc) {
    return rpc.error(RpcException.INTERNAL_ERROR, "internal error");
  }

  private void close() {
    request.connection().close().onComplete(_ -> {});
  }

  private void over() {
    isOver = true;
    cancelTimer();
  }

  private void cancelTimer() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }
}
