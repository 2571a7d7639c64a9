package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.TestChains;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** A real server on a free port, and what clients of it need. */
abstract class ServerFixture {

  static final long DEADLINE_SECONDS = 30;
  static final String CHAIN_ID = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
  static final String CHAIN_ID_ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x539\"}";

  final Vertx vertx = Vertx.vertx();
  final HttpClient client = HttpClient.newHttpClient();
  final TestChains chain = new TestChains();
  VertxRpcServer server;
  int port;

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    await(vertx.close().toCompletionStage());
  }

  void start(TransportLimits limits) throws Exception {
    start(chain.rpc(), limits);
  }

  void start(JsonRpc rpc, TransportLimits limits) throws Exception {
    server = new VertxRpcServer(vertx, rpc, chain.subscriptions(), limits);
    port = await(server.start("127.0.0.1", 0).toCompletionStage());
  }

  /** The default limits with times that a test can wait for. */
  static TransportLimits quick() {
    return new TransportLimits(
        200, 100, 64 << 20, 64 << 20, 100, 300, 300, 1_000, 4, 1 << 20, 200, 1, 1_500, 2_000);
  }

  static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  static void awaitTrue(BooleanSupplier condition, String what) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      Thread.sleep(5);
    }
  }

  HttpRequest.Builder to() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
        .timeout(Duration.ofSeconds(DEADLINE_SECONDS));
  }

  HttpResponse<String> post(String body) throws Exception {
    return client.send(
        to().header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  WebSocket open(Listener listener) throws Exception {
    return await(
        client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port), listener));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
    return socket;
  }

  String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Reads until the end: the server closes, in order or by a reset. */
  static void assertClosed(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      // Closed all the same.
    }
  }

  /** Collects what a socket is told. */
  static final class Listener implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    volatile boolean isReading = true;

    String next() throws InterruptedException {
      String message = messages.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertTrue(message != null, "no message");
      return message;
    }

    @Override
    public void onOpen(WebSocket socket) {
      if (isReading) {
        socket.request(1);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      if (isReading) {
        socket.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
