package io.braid.sequencer.rpc.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.RpcLimits;
import java.net.Socket;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;

/** A real server, with WebSockets of clients that behave and of others. */
class VertxRpcSocketTest extends ServerFixture {

  @Test
  void webSocketAnswersAndTells() throws Exception {
    start(TransportLimits.DEFAULT);
    Listener listener = new Listener();
    WebSocket socket = open(listener);
    await(socket.sendText(CHAIN_ID, true));
    assertEquals(CHAIN_ID_ANSWER, listener.next());
    await(
        socket.sendText(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}",
            true));
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0xf00d\"}", listener.next());
    chain.addBlock(0);
    assertTrue(
        listener
            .next()
            .startsWith(
                "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":"
                    + "\"0xf00d\",\"result\":{\"number\":\"0x4\""));
    await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    awaitTrue(() -> chain.subscriptions().count() == 0, "the subscription is left");
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }

  @Test
  void webSocketRefusesBinaryAndOversizedMessages() throws Exception {
    start(TransportLimits.DEFAULT);
    Listener listener = new Listener();
    WebSocket binary = open(listener);
    await(binary.sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1}), true));
    assertEquals("1003 requests are text: send text frames", await(listener.closed));
    Listener large = new Listener();
    WebSocket socket = open(large);
    String part = "x".repeat(1 << 19);
    try {
      for (int i = 0; i <= RpcLimits.REQUEST_BYTES_MAX >> 19; i++) {
        await(socket.sendText(part, false));
      }
    } catch (java.util.concurrent.ExecutionException closed) {
      // The server need not read what it has refused.
    }
    assertEquals("1009 a message has at most 5242880 bytes", await(large.closed));
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }

  @Test
  void aSubscriberThatDoesNotReadIsDisconnected() throws Exception {
    start(quick());
    Listener listener = new Listener();
    listener.isReading = false;
    WebSocket socket = open(listener);
    socket.request(1);
    await(
        socket.sendText(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"logs\"]}",
            true));
    assertTrue(listener.next().contains("result"));
    awaitTrue(
        () -> {
          chain.addBlock(200);
          return chain.subscriptions().count() == 0;
        },
        "the subscriber is still there");
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }

  @Test
  void aWebSocketWithoutASignOfLifeIsClosed() throws Exception {
    start(quick());
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              String.join(
                      "\r\n",
                      "GET / HTTP/1.1",
                      "Host: x",
                      "Upgrade: websocket",
                      "Connection: Upgrade",
                      "Sec-WebSocket-Version: 13",
                      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                      "",
                      "")
                  .getBytes(UTF_8));
      assertClosed(socket);
    }
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }

  @Test
  void stopClosesSocketsWithAReason() throws Exception {
    start(TransportLimits.DEFAULT);
    Listener listener = new Listener();
    WebSocket socket = open(listener);
    await(socket.sendText(CHAIN_ID, true));
    assertEquals(CHAIN_ID_ANSWER, listener.next());
    await(server.stop().toCompletionStage());
    assertEquals("1001 the node stops", await(listener.closed));
  }
}
