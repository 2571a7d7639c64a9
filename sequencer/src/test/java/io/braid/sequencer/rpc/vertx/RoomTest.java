package io.braid.sequencer.rpc.vertx;

import static io.braid.sequencer.rpc.vertx.RawSocket.TEXT;
import static io.braid.sequencer.rpc.vertx.RawSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RequestListener;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Many connections with much on each: small requests are served beside them, and so is what ends.
 */
class RoomTest extends ServerFixture {

  private static final int SOCKETS = 5;
  private static final int ROOM = 1 << 20;
  private static final int HALF = ROOM / 2 + TransportLimits.SMALL_BYTES_MAX;
  private static final String LARGE_HEAD =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
          .formatted(2 * HALF);

  private static TransportLimits limits() {
    return new TransportLimits(
        100, SOCKETS, ROOM, ROOM, 100, 60_000, 60_000, 60_000, 4, 32 << 20, 60_000, 1, 90_000,
        1_000);
  }

  @Test
  void largeRequestsHaveOneRoom() throws Exception {
    start(limits());
    try (Socket first = connect();
        RawSocket second = RawSocket.open(connect());
        RawSocket third = RawSocket.open(connect())) {
      first.getOutputStream().write((LARGE_HEAD + " ".repeat(HALF)).getBytes(UTF_8));
      fill(second, HALF);
      awaitTrue(() -> server.requestRoom() == 0, "the room is not full");

      assertEquals(CHAIN_ID_ANSWER, post(CHAIN_ID).body());
      third.send(frame(TEXT, CHAIN_ID).bytes());
      assertEquals(CHAIN_ID_ANSWER, third.message());
      HttpResponse<String> refused = post(" ".repeat(TransportLimits.SMALL_BYTES_MAX + 1));
      assertEquals(503, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":"
              + "\"no room for large requests now, try again\"}}",
          refused.body());
      third.send(frame(TEXT, " ".repeat(TransportLimits.SMALL_BYTES_MAX + 1)).bytes());
      assertEquals(1013, third.awaitClose().closeCode());
    }
    awaitTrue(() -> server.requestRoom() == ROOM, "the room is not free again");
    assertEquals(CHAIN_ID_ANSWER, post(CHAIN_ID + " ".repeat(HALF)).body());
    awaitTrue(() -> server.requestRoom() == ROOM, "the room is not free again");
  }

  private static void fill(RawSocket socket, int bytes) throws Exception {
    int left = bytes;
    for (boolean isFirst = true; left > 0; isFirst = false) {
      int piece = Math.min(left, TransportLimits.FRAME_BYTES_MAX);
      socket.send(
          frame(isFirst ? TEXT : RawSocket.CONTINUATION, " ".repeat(piece))
              .toBeContinued()
              .bytes());
      left -= piece;
    }
  }

  @Test
  void largeAnswersHaveOneRoom() throws Exception {
    // More than the buffers of a connection hold, so that it waits if nobody reads.
    String answer = "x".repeat(20 << 20);
    JsonRpc rpc =
        new JsonRpc(
            Map.of(
                "large",
                (_, _) -> CompletableFuture.completedFuture(out -> out.writeString(answer)),
                "small",
                (_, _) -> CompletableFuture.completedFuture(out -> out.writeString("x"))),
            (_, _) -> {},
            RequestListener.NONE);
    start(
        rpc,
        new TransportLimits(
            100, SOCKETS, ROOM, 30 << 20, 100, 60_000, 60_000, 60_000, 4, 32 << 20, 60_000, 1,
            90_000, 1_000));
    String large = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"large\"}";
    String small = large.replace("large", "small");
    try (RawSocket idle = RawSocket.open(connect());
        RawSocket other = RawSocket.open(connect())) {
      idle.send(frame(TEXT, large).bytes());
      awaitTrue(() -> server.answerRoom() < 12 << 20, "no answer waits");

      HttpResponse<String> refused = post(large);
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("no room for large answers now, try again"));
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"x\"}", post(small).body());
      other.send(frame(TEXT, small).bytes());
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"x\"}", other.message());
      other.send(frame(TEXT, large).bytes());
      assertEquals(1013, other.awaitClose().closeCode());
    }
    awaitTrue(() -> server.answerRoom() == 30 << 20, "the room is not free again");
    assertTrue(post(large).body().contains(answer));
    awaitTrue(() -> server.answerRoom() == 30 << 20, "the room is not free again");
  }

  @Test
  void webSocketsAreLimited() throws Exception {
    start(limits());
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      sockets.add(RawSocket.open(connect()));
    }
    String refused = exchange(RawSocket.HANDSHAKE);
    assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
    assertTrue(refused.contains("too many WebSockets on this node"), refused);
    sockets.getFirst().close();
    awaitTrue(() -> server.connectionCount() == SOCKETS - 1, "the connection is left");
    sockets.set(0, RawSocket.open(connect()));
    sockets.getFirst().send(frame(TEXT, CHAIN_ID).bytes());
    assertEquals(CHAIN_ID_ANSWER, sockets.getFirst().message());
    for (RawSocket socket : sockets) {
      socket.close();
    }
  }
}
