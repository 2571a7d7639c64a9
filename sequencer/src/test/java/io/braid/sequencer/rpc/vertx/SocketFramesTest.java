package io.braid.sequencer.rpc.vertx;

import static io.braid.sequencer.rpc.vertx.RawSocket.CLOSE;
import static io.braid.sequencer.rpc.vertx.RawSocket.CONTINUATION;
import static io.braid.sequencer.rpc.vertx.RawSocket.PING;
import static io.braid.sequencer.rpc.vertx.RawSocket.PONG;
import static io.braid.sequencer.rpc.vertx.RawSocket.TEXT;
import static io.braid.sequencer.rpc.vertx.RawSocket.closing;
import static io.braid.sequencer.rpc.vertx.RawSocket.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.sequencer.rpc.RpcLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** WebSockets frame by frame: what is one message, and by which code others are closed. */
class SocketFramesTest extends ServerFixture {

  private static final byte[] NOT_UTF8 = {'"', (byte) 0xff, '"'};
  private static final byte[] SURROGATE = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

  static List<Arguments> broken() {
    return List.of(
        Arguments.of(1002, "not masked", frame(TEXT, CHAIN_ID).unmasked().bytes()),
        Arguments.of(1002, "RSV", frame(TEXT, CHAIN_ID).reserved(4).bytes()),
        Arguments.of(1002, "RSV", frame(TEXT, CHAIN_ID).reserved(1).bytes()),
        Arguments.of(1002, "reserved opcode 3", frame(3, CHAIN_ID).bytes()),
        Arguments.of(1002, "reserved opcode 11", frame(11, "").bytes()),
        Arguments.of(1002, "continuation", frame(CONTINUATION, CHAIN_ID).bytes()),
        Arguments.of(1002, "minimal", frame(TEXT, CHAIN_ID).lengthIn(8).bytes()),
        Arguments.of(1002, "negative", frame(TEXT, "").lengthIn(8).declaring(-1).bytes()),
        Arguments.of(1002, "125", frame(PING, "a".repeat(126)).bytes()),
        Arguments.of(1002, "fragmented control", frame(PING, "").toBeContinued().bytes()),
        Arguments.of(1002, "len 1", frame(CLOSE, "a").bytes()),
        Arguments.of(1002, "1005", frame(CLOSE, closing(1005, "")).bytes()),
        Arguments.of(1003, "text frames", frame(RawSocket.BINARY, CHAIN_ID).bytes()),
        Arguments.of(1007, "UTF-8", frame(TEXT, NOT_UTF8).bytes()),
        Arguments.of(1007, "UTF-8", frame(TEXT, SURROGATE).bytes()),
        Arguments.of(
            1009,
            "frame length",
            frame(TEXT, "").declaring(TransportLimits.FRAME_BYTES_MAX + 1).bytes()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenFramesAreClosedByTheirCode(int code, String words, byte[] frame) throws Exception {
    start(TransportLimits.DEFAULT);
    try (RawSocket socket = RawSocket.open(connect())) {
      socket.send(frame);
      assertClosed(socket, code, words);
    }
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }

  private static void assertClosed(RawSocket socket, int code, String words) throws Exception {
    RawSocket.Frame close = socket.awaitClose();
    assertEquals(code, close.closeCode(), close::text);
    assertTrue(close.text().contains(words), close::text);
  }

  @Test
  void messagesMayComeInPiecesWithPingsBetweenThem() throws Exception {
    start(TransportLimits.DEFAULT);
    try (RawSocket socket = RawSocket.open(connect())) {
      socket.send(
          frame(TEXT, "").toBeContinued().bytes(),
          frame(CONTINUATION, CHAIN_ID.substring(0, 9)).toBeContinued().bytes(),
          frame(PING, "hello").bytes(),
          frame(PONG, "nobody asked").bytes(),
          frame(CONTINUATION, CHAIN_ID.substring(9)).toBeContinued().bytes(),
          frame(CONTINUATION, "").bytes());
      RawSocket.Frame pong = socket.read();
      assertEquals(PONG, pong.opcode());
      assertEquals("hello", pong.text());
      assertEquals(CHAIN_ID_ANSWER, socket.message());
      socket.send(frame(CLOSE, closing(3_000, "bye")).bytes());
      assertArrayEquals(closing(3_000, "bye"), socket.read().payload().toArray());
    }
  }

  @Test
  void largeMessagesComeInPieces() throws Exception {
    start(TransportLimits.DEFAULT);
    try (RawSocket socket = RawSocket.open(connect())) {
      String piece = " ".repeat(TransportLimits.FRAME_BYTES_MAX);
      int pieces = RpcLimits.REQUEST_BYTES_MAX / piece.length();
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < pieces - 1; i++) {
        frames.add(frame(i == 0 ? TEXT : CONTINUATION, piece).toBeContinued().bytes());
      }
      frames.add(frame(CONTINUATION, CHAIN_ID).bytes());
      socket.send(frames.toArray(byte[][]::new));
      assertEquals(CHAIN_ID_ANSWER, socket.message());
      for (int i = 0; i < pieces; i++) {
        socket.send(frame(i == 0 ? TEXT : CONTINUATION, piece).toBeContinued().bytes());
      }
      socket.send(frame(CONTINUATION, CHAIN_ID).bytes());
      assertClosed(socket, 1009, "a message has at most 5242880 bytes");
    }
  }

  @Test
  void aMessageThatDoesNotEndIsClosed() throws Exception {
    start(quick());
    try (RawSocket socket = RawSocket.open(connect())) {
      socket.send(frame(TEXT, "[").toBeContinued().bytes());
      assertClosed(socket, 1008, "message not sent in time");
    }
    awaitTrue(() -> server.connectionCount() == 0, "the connection is left");
  }
}
