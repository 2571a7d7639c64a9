package io.braid.sequencer.rpc.vertx;

import static io.braid.sequencer.rpc.vertx.RawSocket.CONTINUATION;
import static io.braid.sequencer.rpc.vertx.RawSocket.PING;
import static io.braid.sequencer.rpc.vertx.RawSocket.TEXT;
import static io.braid.sequencer.rpc.vertx.RawSocket.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.RpcLimits;
import io.braid.sequencer.rpc.Tally;
import java.io.IOException;
import java.net.Socket;
import java.util.Collections;
import java.util.List;

/**
 * Clients that do not go on, or so slowly that they never end; many at a time, on threads of their
 * own. Each waits until the server has enough of it, and looks how it says so.
 */
final class SlowClients implements AutoCloseable {

  private static final long TRICKLE_MS = 50;
  private static final long CLOSED_MS_MAX = 60_000;
  private static final int RECEIVE_BYTES = 4_096;
  private static final int LARGE_ANSWERS = 10;

  private static final String ALL_LOGS =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x0\"}]}";

  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private interface Client {
    /** Says how it was answered. */
    String run(Socket socket) throws IOException, InterruptedException;
  }

  private interface SocketClient {
    void run(RawSocket socket) throws IOException;
  }

  private final Connector connector;
  private final Tally tally;
  private final Clients clients = new Clients();

  /** Starts so many of each kind. */
  SlowClients(Connector connector, Tally tally, int ofEachKind) {
    this.connector = connector;
    this.tally = tally;
    for (int i = 0; i < ofEachKind; i++) {
      start("half-open, nothing at all", socket -> silence(socket, ""));
      start("half-open, half a head", socket -> silence(socket, "POST / HTTP/1.1\r\nHost: x\r\nX"));
      start("slow, a head byte by byte", SlowClients::trickledHead);
      start("half-open, half a body", SlowClients::halfABody);
      start("slow, a body byte by byte", SlowClients::trickledBody);
      startSocket("half-open, a WebSocket without a sign", "no sign of life", _ -> {});
      startSocket("half-open, half a frame", "no sign of life", SlowClients::halfAFrame);
      startSocket("half-open, half a message", "message not sent in time", SlowClients::begin);
      startSocket(
          "slow, a message byte by byte", "message not sent in time", SlowClients::trickledMessage);
      start("unread, an answer", SlowClients::unreadAnswer);
      start("unread, notifications", SlowClients::unreadNotifications);
    }
  }

  private void start(String kind, Client client) {
    clients.start(
        kind,
        () -> {
          try (Socket socket = connector.connect()) {
            tally.count(kind, client.run(socket));
          }
        });
  }

  private void startSocket(String kind, String reason, SocketClient client) {
    start(
        kind,
        socket -> {
          RawSocket connection = RawSocket.open(socket);
          client.run(connection);
          RawSocket.Frame close = connection.read();
          while (close.opcode() == PING) {
            close = connection.read();
          }
          assertEquals(1008, close.closeCode(), close::text);
          assertTrue(close.text().contains(reason), close::text);
          return "close 1008 " + reason;
        });
  }

  /** There is no request yet that an answer could be to. */
  private static String silence(Socket socket, String head) throws IOException {
    RawHttp connection = new RawHttp(socket);
    connection.send(head.getBytes(ISO_8859_1));
    assertEquals(RawHttp.Response.CLOSED, connection.read());
    return "closed";
  }

  private static String trickledHead(Socket socket) throws IOException {
    Thread trickle = trickle(socket, "x".getBytes(ISO_8859_1));
    String closed = silence(socket, "POST / HTTP/1.1\r\nHost: x\r\nX: ");
    trickle.interrupt();
    return closed;
  }

  private static String halfABody(Socket socket) throws IOException {
    RawHttp connection = new RawHttp(socket);
    connection.send(RawHttp.request("Content-Length: 1000\r\n", new byte[] {'['}));
    return late(connection);
  }

  private static String trickledBody(Socket socket) throws IOException {
    RawHttp connection = new RawHttp(socket);
    connection.send(RawHttp.request("Transfer-Encoding: chunked\r\n", new byte[0]));
    Thread trickle = trickle(socket, "1\r\n[\r\n".getBytes(ISO_8859_1));
    String late = late(connection);
    trickle.interrupt();
    return late;
  }

  private static String late(RawHttp connection) throws IOException {
    RawHttp.Response response = connection.read();
    assertEquals(408, response.status(), response.head());
    assertTrue(response.text().contains("request not sent in time"), response::text);
    assertEquals(RawHttp.Response.CLOSED, connection.read());
    return "408 and the end";
  }

  private static void halfAFrame(RawSocket connection) throws IOException {
    connection.send(frame(TEXT, "[[[").declaring(1_000).bytes());
  }

  private static void begin(RawSocket connection) throws IOException {
    connection.send(frame(TEXT, "[").toBeContinued().bytes());
  }

  private static void trickledMessage(RawSocket connection) throws IOException {
    begin(connection);
    Thread _ = trickle(connection.socket(), frame(CONTINUATION, "[").toBeContinued().bytes());
  }

  private static String unreadAnswer(Socket socket) throws IOException, InterruptedException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    String batch = Collections.nCopies(LARGE_ANSWERS, ALL_LOGS).toString();
    new RawHttp(socket).send(RawHttp.post(batch.getBytes(UTF_8)));
    return sendUntilClosed(socket, "\r\n".getBytes(ISO_8859_1));
  }

  private static String unreadNotifications(Socket socket)
      throws IOException, InterruptedException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    RawSocket connection = RawSocket.open(socket);
    for (int i = 0; i < RpcLimits.SUBSCRIPTIONS_OF_CONNECTION_MAX; i++) {
      connection.send(frame(TEXT, SUBSCRIBE).bytes());
    }
    return sendUntilClosed(socket, frame(RawSocket.PONG, "").bytes());
  }

  private static String sendUntilClosed(Socket socket, byte[] drop) throws InterruptedException {
    for (int i = 0; i < CLOSED_MS_MAX / TRICKLE_MS; i++) {
      try {
        socket.getOutputStream().write(drop);
      } catch (IOException closed) {
        return "closed";
      }
      Thread.sleep(TRICKLE_MS);
    }
    throw new AssertionError("nobody has closed the connection");
  }

  private static Thread trickle(Socket socket, byte[] drop) {
    Runnable untilClosed =
        () -> {
          try {
            String _ = sendUntilClosed(socket, drop);
          } catch (InterruptedException over) {
            // It was closed while nothing was sent.
          }
        };
    return Thread.ofVirtual().start(untilClosed);
  }

  /** What went wrong. */
  List<Throwable> failures() {
    return clients.failures();
  }

  /** Whether the server has not had enough of all of them yet. */
  boolean isAnyRunning() {
    return clients.isAnyRunning();
  }

  @Override
  public void close() {
    clients.close();
  }
}
