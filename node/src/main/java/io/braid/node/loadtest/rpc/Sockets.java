package io.braid.node.loadtest.rpc;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;

/** WebSockets to a chain. */
final class Sockets {

  /** Bytes of an answer: as many as Braid gives at most. */
  private static final int MESSAGE_BYTES_MAX = 25 << 20;

  private static final int CONNECTIONS_MAX = 10_000;

  private Sockets() {}

  static WebSocketClient client(Vertx vertx) {
    return vertx.createWebSocketClient(
        new WebSocketClientOptions()
            .setMaxConnections(CONNECTIONS_MAX)
            .setMaxFrameSize(MESSAGE_BYTES_MAX)
            .setMaxMessageSize(MESSAGE_BYTES_MAX)
            .setTcpNoDelay(true));
  }

  /** Connects, and waits until it is. */
  static WebSocket connect(WebSocketClient client, URI http, Handler<String> messages) {
    WebSocketConnectOptions target =
        new WebSocketConnectOptions()
            .setHost(http.getHost())
            .setPort(http.getPort() < 0 ? defaultPort(http) : http.getPort())
            .setSsl("https".equals(http.getScheme()))
            .setURI(
                http.getRawPath() == null || http.getRawPath().isEmpty() ? "/" : http.getRawPath());
    WebSocket socket = client.connect(target).await();
    socket.textMessageHandler(messages);
    return socket;
  }

  private static int defaultPort(URI http) {
    return "https".equals(http.getScheme()) ? 443 : 80;
  }
}
