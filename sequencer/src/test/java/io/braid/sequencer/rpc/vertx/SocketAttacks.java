package io.braid.sequencer.rpc.vertx;

import static io.braid.sequencer.rpc.vertx.RawSocket.CONTINUATION;
import static io.braid.sequencer.rpc.vertx.RawSocket.PING;
import static io.braid.sequencer.rpc.vertx.RawSocket.PONG;
import static io.braid.sequencer.rpc.vertx.RawSocket.TEXT;
import static io.braid.sequencer.rpc.vertx.RawSocket.closing;
import static io.braid.sequencer.rpc.vertx.RawSocket.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.protocol.types.Bytes;
import io.braid.sequencer.rpc.AnswerJudge;
import io.braid.sequencer.rpc.MalformedRequests;
import io.braid.sequencer.rpc.RpcLimits;
import io.braid.sequencer.rpc.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.provider.Arguments;

/** Messages and frames over WebSocket that are wrong, one after the other, each judged. */
final class SocketAttacks implements Attacks {

  private static final int PINGS = 200;
  private static final String NOTIFICATION = "{\"jsonrpc\":\"2.0\",\"method\":";

  private final Connector connector;
  private final MalformedRequests requests;
  private final Random random;
  private final Tally tally;
  private final List<Arguments> brokenFrames = SocketFramesTest.broken();

  /** Kept from one message to the next, until one has closed it. */
  private RawSocket kept;

  SocketAttacks(Connector connector, Random random, Tally tally) {
    this.connector = connector;
    this.random = random;
    this.tally = tally;
    requests = new MalformedRequests(random);
  }

  @Override
  public void next() throws IOException {
    switch (random.nextInt(100)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> brokenFrame();
      case 8 -> pings();
      case 9, 10, 11 -> goneInBetween();
      case 12, 13, 14 -> afterGoodbye();
      case 15 -> tooLarge();
      default -> json();
    }
  }

  private RawSocket open() throws IOException {
    return RawSocket.open(connector.connect());
  }

  private void json() throws IOException {
    MalformedRequests.Malformed malformed = requests.next();
    String kind = "WebSocket, " + malformed.kind();
    if (kept == null) {
      kept = open();
    }
    kept.send(inFrames(malformed.bytes().toArray()));
    if (!AnswerJudge.isUtf8(malformed.bytes())) {
      closed(kind, kept, 1007, "UTF-8");
      kept = null;
    } else if (AnswerJudge.wantsAnswer(malformed.bytes())) {
      tally.count(kind, AnswerJudge.judge(malformed.bytes(), answer(), /* isSocket= */ true));
    } else {
      kept.send(frame(TEXT, ServerFixture.CHAIN_ID).bytes());
      assertEquals(ServerFixture.CHAIN_ID_ANSWER, answer(), "an answer that nobody wants");
      tally.count(kind, "nothing");
    }
  }

  /** The next message that is no notification: some requests have subscribed. */
  private String answer() throws IOException {
    String message;
    do {
      message = String.valueOf(kept.message());
    } while (message.startsWith(NOTIFICATION));
    return message;
  }

  private void closed(String kind, RawSocket socket, int code, String words) throws IOException {
    RawSocket.Frame close = socket.awaitClose();
    assertEquals(code, close.closeCode(), close::text);
    assertTrue(close.text().contains(words), close::text);
    socket.close();
    tally.count(kind, "close " + code);
  }

  /** In one frame or in several, with pongs between them that nobody asked for. */
  private byte[] inFrames(byte[] message) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int at = 0;
    int opcode = TEXT;
    do {
      int most = Math.min(TransportLimits.FRAME_BYTES_MAX, message.length - at);
      int length = random.nextInt(3) == 0 ? random.nextInt(most + 1) : most;
      RawSocket.FrameBuilder frame = frame(opcode, Arrays.copyOfRange(message, at, at + length));
      at += length;
      frames.writeBytes((at < message.length ? frame.toBeContinued() : frame).bytes());
      if (random.nextInt(8) == 0) {
        frames.writeBytes(frame(PONG, "").bytes());
      }
      opcode = CONTINUATION;
    } while (at < message.length);
    return frames.toByteArray();
  }

  private void brokenFrame() throws IOException {
    Object[] row = brokenFrames.get(random.nextInt(brokenFrames.size())).get();
    RawSocket socket = open();
    socket.send((byte[]) row[2]);
    closed("WebSocket, frames that break a rule", socket, (int) row[0], (String) row[1]);
  }

  private void pings() throws IOException {
    try (RawSocket socket = open()) {
      for (int i = 0; i < PINGS; i++) {
        socket.send(frame(PING, "ping " + i).bytes());
      }
      for (int i = 0; i < PINGS; i++) {
        RawSocket.Frame pong = socket.read();
        assertEquals(PONG, pong.opcode());
        assertEquals("ping " + i, pong.text());
      }
    }
    tally.count("WebSocket, floods of pings", "pongs");
  }

  private void goneInBetween() throws IOException {
    byte[] frames = inFrames(requests.next().bytes().toArray());
    try (RawSocket socket = open()) {
      socket.send(Arrays.copyOf(frames, random.nextInt(frames.length + 1)));
    }
    tally.count("WebSocket, gone before the answer", "not seen");
  }

  private void afterGoodbye() throws IOException {
    Bytes message = requests.next().bytes();
    try (RawSocket socket = open()) {
      socket.send(
          frame(RawSocket.CLOSE, closing(1_000, "bye")).bytes(), inFrames(message.toArray()));
      assertEquals(1_000, socket.read().closeCode());
      assertNull(socket.read());
    }
    tally.count("WebSocket, messages after the goodbye", "close 1000");
  }

  private void tooLarge() throws IOException {
    byte[] piece = new byte[TransportLimits.FRAME_BYTES_MAX];
    Arrays.fill(piece, (byte) ' ');
    RawSocket socket = open();
    socket.send(frame(TEXT, " ").toBeContinued().bytes());
    for (int i = 0; i < RpcLimits.REQUEST_BYTES_MAX / piece.length; i++) {
      socket.send(frame(CONTINUATION, piece).toBeContinued().bytes());
    }
    closed("WebSocket, too large", socket, 1009, "a message has at most");
  }

  @Override
  public void close() throws IOException {
    if (kept != null) {
      kept.close();
    }
  }
}
