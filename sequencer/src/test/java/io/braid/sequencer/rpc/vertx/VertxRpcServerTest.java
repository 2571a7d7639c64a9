package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RequestListener;
import io.braid.sequencer.rpc.RpcLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A real server, with real HTTP clients, patient and hostile ones. */
class VertxRpcServerTest extends ServerFixture {

  @Test
  void postIsAnswered() throws Exception {
    start(TransportLimits.DEFAULT);
    HttpResponse<String> answer = post(CHAIN_ID);
    assertEquals(200, answer.statusCode());
    assertEquals(CHAIN_ID_ANSWER, answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    assertEquals(
        "[%s,%s]".formatted(CHAIN_ID_ANSWER, CHAIN_ID_ANSWER),
        post("[%s,%s]".formatted(CHAIN_ID, CHAIN_ID)).body());
    assertEquals(204, post("{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}").statusCode());
    assertTrue(post("nonsense").body().contains("-32700"));
    assertEquals(1, server.connectionCount(), "the connection is kept");
  }

  @Test
  void otherRequestsAreRefused() throws Exception {
    start(TransportLimits.DEFAULT);
    HttpResponse<String> get = client.send(to().GET().build(), BodyHandlers.ofString());
    assertEquals(405, get.statusCode());
    assertEquals("POST, OPTIONS", get.headers().firstValue("Allow").orElseThrow());
    HttpResponse<String> text =
        client.send(
            to().header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(CHAIN_ID))
                .build(),
            BodyHandlers.ofString());
    assertEquals(415, text.statusCode());
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":"
            + "\"invalid content type, only application/json is supported\"}}",
        text.body());
    HttpResponse<String> preflight =
        client.send(
            to().header("Origin", "http://x").method("OPTIONS", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertEquals(204, preflight.statusCode());
    assertEquals(
        "content-type, authorization",
        preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow());
  }

  @Test
  void bodiesAreLimitedWhetherTheySayTheirLengthOrNot() throws Exception {
    start(TransportLimits.DEFAULT);
    String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    String declared = head + "Content-Length: " + (RpcLimits.REQUEST_BYTES_MAX + 1) + "\r\n\r\n";
    assertTrue(exchange(declared).startsWith("HTTP/1.1 413 "));
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(UTF_8);
      try {
        for (int i = 0; i <= RpcLimits.REQUEST_BYTES_MAX >> 16; i++) {
          out.write(chunk);
        }
      } catch (SocketException closed) {
        // The server need not read what it has refused.
      }
      assertClosed(socket);
    }
    assertEquals(CHAIN_ID_ANSWER, post(CHAIN_ID).body());
  }

  @Test
  void slowAndHalfOpenClientsAreClosedAndOthersServed() throws Exception {
    start(quick());
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sockets.add(connect());
    }
    // Nothing at all, half a head, a head without its body.
    sockets.get(1).getOutputStream().write("POST / HT".getBytes(UTF_8));
    sockets
        .get(2)
        .getOutputStream()
        .write(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                .getBytes(UTF_8));
    assertEquals(CHAIN_ID_ANSWER, post(CHAIN_ID).body());
    // A byte of a head now and then does not keep a connection.
    Thread trickle =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  sockets.get(3).getOutputStream().write('x');
                  Thread.sleep(20);
                }
              } catch (IOException | InterruptedException closed) {
                // What the test waits for.
              }
            });
    for (Socket socket : sockets) {
      assertClosed(socket);
    }
    trickle.join(Duration.ofSeconds(DEADLINE_SECONDS));
    assertFalse(trickle.isAlive());
    awaitTrue(() -> server.connectionCount() <= 1, "connections are left");
  }

  @Test
  void connectionsAreLimited() throws Exception {
    start(
        new TransportLimits(
            10, 10, 64 << 20, 64 << 20, 100, 20_000, 20_000, 20_000, 4, 1 << 20, 20_000, 1, 60_000,
            1_000));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sockets.add(connect());
    }
    awaitTrue(() -> server.connectionCount() == 10, "ten connections");
    try (Socket eleventh = connect()) {
      assertClosed(eleventh);
    }
    sockets.getFirst().close();
    awaitTrue(() -> server.connectionCount() == 9, "nine connections");
    assertEquals(CHAIN_ID_ANSWER, post(CHAIN_ID).body());
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void moreWorkThanThereIsRoomForIsRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "wait",
                (_, _) -> {
                  begun.countDown();
                  try {
                    release.await();
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                  return CompletableFuture.completedFuture(out -> out.writeString("done"));
                }),
            (_, _) -> {},
            RequestListener.NONE);
    start(
        rpc,
        new TransportLimits(
            10, 10, 64 << 20, 64 << 20, 1, 20_000, 20_000, 20_000, 4, 1 << 20, 20_000, 1, 60_000,
            1_000));
    String wait = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"wait\"}";
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(
            to().header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wait))
                .build(),
            BodyHandlers.ofString());
    begun.await();
    HttpResponse<String> second = post(wait);
    assertEquals(503, second.statusCode());
    assertEquals("1", second.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(second.body().contains("-32005"));
    release.countDown();
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"done\"}", await(first).body());
  }

  @Test
  void manyConnectionsAreServedSideBySide() throws Exception {
    start(TransportLimits.DEFAULT);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(
          client.sendAsync(
              to().header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(CHAIN_ID))
                  .build(),
              BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertEquals(CHAIN_ID_ANSWER, await(answer).body());
    }
  }
}
