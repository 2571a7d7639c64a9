package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Caller;
import io.braid.sequencer.rpc.Subscriber;
import io.braid.sequencer.rpc.Subscriptions;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One WebSocket: requests are worked on side by side, notifications come in between. */
final class SocketConnection implements Subscriber {

  private final Serving serving;
  private final Context context;
  private final Subscriptions subscriptions;
  private final ServerWebSocket socket;
  private final SocketMessages messages;

  /** Closes the connection without asking the client. */
  private final Runnable disconnect;

  /** What waits for the client. */
  private final ByteRoom.Share outbound;

  private final AtomicBoolean isClosing = new AtomicBoolean();

  // Of the event loop alone.
  private int requestsAtWork;
  private boolean isPaused;
  private boolean hasSignOfLife = true;
  private long pingTimer = -1;
  private long closeTimer = -1;

  SocketConnection(
      Serving serving, Subscriptions subscriptions, ServerWebSocket socket, Runnable disconnect) {
    this.serving = serving;
    context = serving.vertx().getOrCreateContext();
    this.subscriptions = subscriptions;
    this.socket = socket;
    this.disconnect = disconnect;
    messages = new SocketMessages(serving, this::receive, this::close);
    outbound = serving.answers().share();
  }

  /** Begins to read; {@code onClose} runs when the socket is closed, by whomever. */
  void begin(Runnable onClose) {
    socket.frameHandler(this::frame);
    socket.pongHandler(_ -> hasSignOfLife = true);
    socket.exceptionHandler(this::failed);
    socket.closeHandler(_ -> {
      isClosing.set(true);
      serving.vertx().cancelTimer(pingTimer);
      serving.vertx().cancelTimer(closeTimer);
      messages.stop();
      subscriptions.remove(this);
      onClose.run();
    });
    pingTimer = serving.vertx().setPeriodic(serving.limits().socketPingMs(), _ -> ping());
  }

  private void frame(WebSocketFrame frame) {
    hasSignOfLife = true;
    if (!isClosing.get()) {
      messages.take(frame);
    }
  }

  /** Vert.x tells here of bytes that are no frames, and of a client that is gone. */
  private void failed(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      close((short) corrupted.closeStatus().code(), corrupted.getMessage());
    } else {
      disconnect.run();
    }
  }

  private void ping() {
    if (!hasSignOfLife) {
      close(CloseCode.POLICY_VIOLATION, "no sign of life");
      return;
    }
    hasSignOfLife = false;
    socket.writePing(Buffer.buffer("braid")).onComplete(_ -> {});
  }

  private void receive(byte[] message, ByteRoom.Share share) {
    Caller caller = new Caller(socket.remoteAddress().hostAddress(), Optional.of(this));
    Optional<CompletableFuture<byte[]>> answer = serving.workers().handle(message, caller);
    if (answer.isEmpty()) {
      share.clear();
      send(HttpExchange.busy(serving.rpc()));
      return;
    }
    requestsAtWork++;
    if (requestsAtWork >= serving.limits().socketRequestsMax()) {
      isPaused = true;
      socket.pause();
    }
    CompletableFuture<byte[]> _ =
        answer
            .get()
            .whenComplete((bytes, failed) -> {
              share.clear();
              context.runOnContext(_ ->
                  answered(failed == null ? bytes : HttpExchange.failed(serving.rpc()), caller));
            });
  }

  private void answered(byte[] bytes, Caller caller) {
    requestsAtWork--;
    if (bytes.length > 0) {
      send(bytes);
    }
    caller.answered();
    if (isClosing.get()) {
      // It may have subscribed after it was taken for closed.
      subscriptions.remove(this);
    } else if (isPaused) {
      isPaused = false;
      socket.resume();
    }
  }

  @Override
  public void send(byte[] message) {
    if (isClosing.get()) {
      return;
    }
    long waiting = outbound.bytes();
    if (waiting > serving.limits().socketOutboundBytesMax()) {
      closeSoon(
          CloseCode.POLICY_VIOLATION, "too slow: %d bytes wait to be read".formatted(waiting));
    } else if (!outbound.add(message.length)) {
      closeSoon(CloseCode.TRY_AGAIN_LATER, "no room for what waits to be read, try again");
    } else {
      String text = new String(message, StandardCharsets.UTF_8);
      context.runOnContext(_ -> write(text, message.length));
    }
  }

  private void write(String text, int bytes) {
    if (socket.isClosed()) {
      outbound.remove(bytes);
    } else {
      socket.writeTextMessage(text).onComplete(_ -> outbound.remove(bytes));
    }
  }

  private void closeSoon(short code, String reason) {
    context.runOnContext(_ -> close(code, reason));
  }

  /** Closes the socket because the server stops. */
  void goAway() {
    closeSoon(CloseCode.GOING_AWAY, "the node stops");
  }

  private void close(short code, String reason) {
    if (isClosing.getAndSet(true)) {
      return;
    }
    serving.vertx().cancelTimer(pingTimer);
    messages.stop();
    subscriptions.remove(this);
    socket.close(code, reason).onComplete(_ -> {});
    // A client that does not read gets no close frame, and one that is gone answers none.
    closeTimer =
        serving
            .vertx()
            .setTimer(1_000L * serving.limits().socketCloseSecondsMax(), _ -> disconnect.run());
  }
}
