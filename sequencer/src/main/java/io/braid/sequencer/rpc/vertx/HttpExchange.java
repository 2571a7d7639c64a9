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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One HTTP request and its answer. All of it runs on the connection's event loop. */
final class HttpExchange {

  private static final RequestHead.Refused LATE_BODY =
      new RequestHead.Refused(408, "request not sent in time");

  private static final RequestHead.Refused BROKEN_BODY =
      new RequestHead.Refused(400, "malformed chunk of a body");

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

  /** Whether the body is whole. */
  private boolean isDispatched;

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
    request.exceptionHandler(_ -> broken());
    RequestHead.Refused refused = RequestHead.refused(request);
    if (refused != null) {
      refuse(refused);
    } else if (HttpMethod.OPTIONS.equals(request.method())) {
      preflight(response);
    } else {
      if (RequestHead.waitsToContinue(request)) {
        response.writeContinue().onComplete(_ -> {});
      }
      timer = vertx.setTimer(limits.bodyMsMax(), _ -> refuse(LATE_BODY));
      request.handler(this::receive);
      request.endHandler(_ -> dispatch());
    }
  }

  /** The connection fails, or what comes on it makes no sense any more. */
  private void broken() {
    if (isDispatched) {
      over();
    } else {
      refuse(BROKEN_BODY);
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

  private void receive(Buffer chunk) {
    if (isOver) {
      return;
    }
    if (body.length() + chunk.length() > RpcLimits.REQUEST_BYTES_MAX) {
      refuse(RequestHead.tooLarge());
    } else {
      body.appendBuffer(chunk);
    }
  }

  /** Answers an error of the transport and ends the connection, whatever it still would send. */
  private void refuse(RequestHead.Refused refused) {
    if (isOver) {
      return;
    }
    over();
    HttpServerResponse response = request.response();
    if (refused.header() != null) {
      response.putHeader(refused.header(), refused.value());
    }
    response
        .setStatusCode(refused.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, RequestHead.JSON)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(rpc.error(RpcException.INVALID_REQUEST, refused.why())))
        .onComplete(_ -> close());
  }

  private void dispatch() {
    if (isOver) {
      return;
    }
    isDispatched = true;
    cancelTimer();
    Caller caller = new Caller(request.remoteAddress().hostAddress(), Optional.empty());
    Optional<CompletableFuture<byte[]>> answer = workers.handle(body.getBytes(), caller);
    if (answer.isEmpty()) {
      request
          .response()
          .setStatusCode(503)
          .putHeader(HttpHeaders.CONTENT_TYPE, RequestHead.JSON)
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
        .putHeader(HttpHeaders.CONTENT_TYPE, RequestHead.JSON)
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
