package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RpcLimits;
import io.braid.sequencer.rpc.Subscriptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Serves JSON-RPC over HTTP and WebSocket on one port. */
public final class VertxRpcServer {

  private static final RequestHead.Refused TOO_MANY_SOCKETS =
      HttpExchange.noRoom("too many WebSockets on this node, try again or send over HTTP");

  private final Serving serving;
  private final Subscriptions subscriptions;
  private final HttpServer server;

  /** Open connections, each with the timer that ends it unless a request comes, or -1. */
  private final Map<HttpConnection, Long> connections = new ConcurrentHashMap<>();

  private final Set<SocketConnection> sockets = ConcurrentHashMap.newKeySet();

  /** A server that does not listen yet; closing Vert.x is its owner's affair. */
  public VertxRpcServer(
      Vertx vertx, JsonRpc rpc, Subscriptions subscriptions, TransportLimits limits) {
    serving = new Serving(vertx, rpc, limits);
    this.subscriptions = subscriptions;
    server =
        vertx
            .createHttpServer(options(limits))
            .connectionHandler(this::connected)
            .requestHandler(this::request);
  }

  private static HttpServerOptions options(TransportLimits limits) {
    return new HttpServerOptions()
        .setMaxHeaderSize(TransportLimits.HEADER_BYTES_MAX)
        .setMaxInitialLineLength(TransportLimits.FIRST_LINE_BYTES_MAX)
        .setWebSocketClosingTimeout(limits.socketCloseSecondsMax())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setWriteIdleTimeout(limits.stuckMsMax())
        .setMaxWebSocketFrameSize(TransportLimits.FRAME_BYTES_MAX)
        .setMaxWebSocketMessageSize(RpcLimits.REQUEST_BYTES_MAX)
        // Many requests side by side on one connection would need limits of their own.
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        // Each such WebSocket would hold windows of its own, whatever it is used for.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setTcpNoDelay(true);
  }

  /** Listens; gives the port, which is a free one if it was 0. */
  public Future<Integer> start(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  /**
   * Stops: takes no more connections, closes WebSockets with the reason, lets requests at work end
   * within their time, then ends whatever is left.
   */
  public Future<Void> stop() {
    sockets.forEach(SocketConnection::goAway);
    return server
        .shutdown(serving.limits().stopMsMax(), TimeUnit.MILLISECONDS)
        .onComplete(_ -> serving.workers().stop());
  }

  /** How many connections are open. */
  public int connectionCount() {
    return connections.size();
  }

  /** Bytes of large requests for which there is room now. */
  long requestRoom() {
    return serving.requests().free();
  }

  /** Bytes of large answers for which there is room now. */
  long answerRoom() {
    return serving.answers().free();
  }

  private void connected(HttpConnection connection) {
    if (connections.size() >= serving.limits().connectionsMax()) {
      close(connection);
      return;
    }
    connections.put(connection, idleTimer(connection));
    connection.closeHandler(_ -> {
      Long timer = connections.remove(connection);
      if (timer != null) {
        serving.vertx().cancelTimer(timer);
      }
    });
    connection.exceptionHandler(_ -> {});
  }

  /** Bytes alone do not keep a connection open, whole requests do. */
  private long idleTimer(HttpConnection connection) {
    return serving.vertx().setTimer(serving.limits().idleMsMax(), _ -> close(connection));
  }

  private static void close(HttpConnection connection) {
    connection.close().onComplete(_ -> {});
  }

  private void request(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    connections.computeIfPresent(
        connection,
        (_, timer) -> {
          serving.vertx().cancelTimer(timer);
          return -1L;
        });
    RequestHead.Refused refused = RequestHead.refused(request);
    if (refused == null && RequestHead.isUpgrade(request)) {
      if (sockets.size() < serving.limits().socketsMax()) {
        request
            .toWebSocket()
            .onSuccess(socket -> socket(socket, connection))
            .onFailure(_ -> close(connection));
        return;
      }
      refused = TOO_MANY_SOCKETS;
    }
    request
        .response()
        .endHandler(_ -> connections.computeIfPresent(connection, (_, _) -> idleTimer(connection)));
    new HttpExchange(serving, request).begin(refused);
  }

  /** From here on the connection is the socket's, which alone tells when it is closed. */
  private void socket(ServerWebSocket socket, HttpConnection under) {
    SocketConnection connection =
        new SocketConnection(serving, subscriptions, socket, () -> close(under));
    sockets.add(connection);
    connection.begin(() -> {
      sockets.remove(connection);
      connections.remove(under);
    });
  }
}
