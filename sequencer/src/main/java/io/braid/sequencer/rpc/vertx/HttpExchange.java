package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Caller;
import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RpcException;
import io.braid.sequencer.rpc.RpcLimits;
import io.vertx.core.Context;
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

  private final Serving serving;
  private final Context context;
  private final HttpServerRequest request;
  private final ByteRoom.Share requestShare;
  private final ByteRoom.Share answerShare;

  /** What is there of the body; null when it is at work. */
  private Buffer body = Buffer.buffer();

  /** The timer that runs, or -1. */
  private long timer = -1;

  private boolean isOver;

  HttpExchange(Serving serving, HttpServerRequest request) {
    this.serving = serving;
    this.request = request;
    context = serving.vertx().getOrCreateContext();
    requestShare = serving.requests().share();
    answerShare = serving.answers().share();
  }

  /**
   * Takes the request.
   *
   * @param refused why not, or null
   */
  void begin(RequestHead.Refused refused) {
    HttpServerResponse response = request.response();
    // Anybody's page may ask: there are no cookies here that it could borrow.
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.closeHandler(_ -> over());
    request.exceptionHandler(_ -> broken());
    if (refused != null) {
      refuse(refused);
    } else if (HttpMethod.OPTIONS.equals(request.method())) {
      preflight(response);
    } else {
      if (RequestHead.waitsToContinue(request)) {
        response.writeContinue().onComplete(_ -> {});
      }
      timer = serving.vertx().setTimer(serving.limits().bodyMsMax(), _ -> refuse(LATE_BODY));
      request.handler(this::receive);
      request.endHandler(_ -> dispatch());
    }
  }

  /** The connection fails, or what comes on it makes no sense any more. */
  private void broken() {
    if (body == null) {
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
    } else if (!requestShare.add(chunk.length())) {
      refuse(noRoom("no room for large requests now, try again"));
    } else {
      body.appendBuffer(chunk);
    }
  }

  static RequestHead.Refused noRoom(String why) {
    return new RequestHead.Refused(503, why, HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
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
    int code = refused.status() == 503 ? RpcException.LIMIT_EXCEEDED : RpcException.INVALID_REQUEST;
    response
        .setStatusCode(refused.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, RequestHead.JSON)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(serving.rpc().error(code, refused.why())))
        .onComplete(_ -> close());
  }

  private void dispatch() {
    if (isOver) {
      return;
    }
    cancelTimer();
    byte[] bytes = body.getBytes();
    body = null;
    Caller caller = new Caller(request.remoteAddress().hostAddress(), Optional.empty());
    Optional<CompletableFuture<byte[]>> answer = serving.workers().handle(bytes, caller);
    if (answer.isEmpty()) {
      requestShare.clear();
      busy(busy(serving.rpc()));
      return;
    }
    CompletableFuture<byte[]> _ =
        answer
            .get()
            .whenComplete((written, failed) -> {
              requestShare.clear();
              context.runOnContext(_ -> answer(failed == null ? written : failed(serving.rpc())));
            });
  }

  private void answer(byte[] bytes) {
    if (isOver) {
      return;
    }
    HttpServerResponse response = request.response();
    if (bytes.length == 0) {
      response.setStatusCode(204).end().onComplete(_ -> over());
    } else if (answerShare.add(bytes.length)) {
      send(response, bytes);
    } else {
      busy(
          serving
              .rpc()
              .error(RpcException.LIMIT_EXCEEDED, "no room for large answers now, try again"));
    }
  }

  private void busy(byte[] bytes) {
    send(
        request
            .response()
            .setStatusCode(503)
            .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS),
        bytes);
  }

  private void send(HttpServerResponse response, byte[] bytes) {
    timer = serving.vertx().setTimer(serving.limits().answerMsMax(), _ -> close());
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, RequestHead.JSON)
        .end(Buffer.buffer(bytes))
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
    answerShare.clear();
    if (body != null) {
      requestShare.clear();
    }
  }

  private void cancelTimer() {
    if (timer >= 0) {
      serving.vertx().cancelTimer(timer);
      timer = -1;
    }
  }
}
