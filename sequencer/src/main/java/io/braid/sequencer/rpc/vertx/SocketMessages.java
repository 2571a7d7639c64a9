package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.RpcLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Puts the frames of one WebSocket together to messages, which must be text, UTF-8 and whole in
 * time. Of the event loop alone.
 */
final class SocketMessages {

  /** Is given a message, and the room that it takes: to be given back when it is done. */
  interface Messages {
    void message(byte[] bytes, ByteRoom.Share share);
  }

  /** Is told of a message that is none, with the close code that says so. */
  interface Faults {
    void fault(short code, String reason);
  }

  private static final int DECODED_CHARACTERS = 4_096;

  private final Serving serving;
  private final Messages messages;
  private final Faults faults;

  /** What is there of a message that is not whole, or null. */
  private Buffer begun;

  private ByteRoom.Share share;

  private long timer = -1;

  SocketMessages(Serving serving, Messages messages, Faults faults) {
    this.serving = serving;
    this.messages = messages;
    this.faults = faults;
    share = serving.requests().share();
  }

  /** Takes a frame; that the order of frames is right, Vert.x has checked. */
  void take(WebSocketFrame frame) {
    if (frame.isBinary()) {
      fail(CloseCode.UNSUPPORTED_DATA, "requests are text: send text frames");
    } else if (frame.isText() || frame.isContinuation()) {
      append(frame.binaryData(), frame.isFinal());
    }
  }

  private void append(Buffer data, boolean isFinal) {
    int bytes = (begun == null ? 0 : begun.length()) + data.length();
    if (bytes > RpcLimits.REQUEST_BYTES_MAX) {
      fail(
          CloseCode.MESSAGE_TOO_BIG,
          "a message has at most %d bytes".formatted(RpcLimits.REQUEST_BYTES_MAX));
    } else if (!share.add(data.length())) {
      fail(CloseCode.TRY_AGAIN_LATER, "no room for large requests now, try again");
    } else if (isFinal) {
      end((begun == null ? data : begun.appendBuffer(data)).getBytes());
    } else if (begun == null) {
      begun = Buffer.buffer().appendBuffer(data);
      timer =
          serving
              .vertx()
              .setTimer(
                  serving.limits().bodyMsMax(),
                  _ -> fail(CloseCode.POLICY_VIOLATION, "message not sent in time"));
    } else {
      begun.appendBuffer(data);
    }
  }

  private void end(byte[] whole) {
    if (!isUtf8(whole)) {
      fail(CloseCode.INVALID_DATA, "a text message is UTF-8");
      return;
    }
    ByteRoom.Share taken = share;
    share = serving.requests().share();
    stop();
    messages.message(whole, taken);
  }

  private void fail(short code, String reason) {
    stop();
    faults.fault(code, reason);
  }

  /** Forgets what has begun. */
  void stop() {
    begun = null;
    share.clear();
    serving.vertx().cancelTimer(timer);
  }

  /** In pieces, so that a large message needs no second copy of itself. */
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(DECODED_CHARACTERS);
    CoderResult result;
    do {
      result = decoder.decode(in, out.clear(), true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
