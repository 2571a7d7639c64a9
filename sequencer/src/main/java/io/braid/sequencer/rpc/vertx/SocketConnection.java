package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.Caller;
import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.RpcLimits;
import io.braid.sequencer.rpc.Subscriber;
import io.braid.sequencer.rpc.Subscriptions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One WebSocket: requests are worked on side by side, notifications come in between. */
final class SocketConnection implements Subscriber {

  /** Close codes of RFC 6455, section 7.4.1. */
  private static final short GOING_AWAY = 1001;

  private static final short UNSUPPORTED_DATA = 1003;
  private static final short POLICY_VIOLATION = 1008;
  private static final short MESSAGE_TOO_BIG = 1009;

  private final Vertx vertx;
  private final Context context;
  private final JsonRpc rpc;
  private final RequestWorkers workers;
  private final Subscriptions subscriptions;
  private final TransportLimits limits;
  private final ServerWebSocket socket;

  /** Closes the connection without asking the client. */
  private final Runnable disconnect;

  private final AtomicLong outboundBytes = new AtomicLong();
  private final AtomicBoolean isClosing = new AtomicBoolean();

  // Of the event loop alone.
  private int requestsAtWork;
  private boolean isPaused;
  private boolean hasSignOfLife = true;
  private long pingTimer = -1;
  private long closeTimer = -1;

  SocketConnection(
      Vertx vertx,
      JsonRpc rpc,
      RequestWorkers workers,
      Subscriptions subscriptions,
      TransportLimits limits,
      ServerWebSocket socket,
      Runnable disconnect) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    this.rpc = rpc;
    this.workers = workers;
    this.subscriptions = subscriptions;
    this.limits = limits;
    this.socket = socket;
    this.disconnect = disconnect;
  }

  /** Begins to read; {@code onClose} runs when the socket is closed, by whomever. */
  void begin(Runnable onClose) {
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(
        _ -> close(UNSUPPORTED_DATA, "requests are text: send text frames"));
    socket.pongHandler(_ -> hasSignOfLife = true);
    socket.exceptionHandler(this::failed);
    socket.closeHandler(_ -> {
      isClosing.set(true);
      vertx.cancelTimer(pingTimer);
      vertx.cancelTimer(closeTimer);
      subscriptions.remove(this);
      onClose.run();
    });
    pingTimer = vertx.setPeriodic(limits.socketPingMs(), _ -> ping());
  }

  /** Vert.x tells here of a message that is too large, and of a client that is gone. */
  private void failed(Throwable failure) {
    if (!(failure instanceof HttpClosedException)) {
      close(
          MESSAGE_TOO_BIG, "a message has at most %d bytes".formatted(RpcLimits.REQUEST_BYTES_MAX));
    }
  }

  private void ping() {
    if (!hasSignOfLife) {
      close(POLICY_VIOLATION, "no sign of life");
      return;
    }
    hasSignOfLife = false;
    socket.writePing(Buffer.buffer("braid")).onComplete(_ -> {});
  }

  private void receive(String message) {
    hasSignOfLife = true;
    if (isClosing.get()) {
      return;
    }
    Caller caller = new Caller(socket.remoteAddress().hostAddress(), Optional.of(this));
    Optional<CompletableFuture<byte[]>> answer =
        workers.handle(message.getBytes(StandardCharsets.UTF_8), caller);
    if (answer.isEmpty()) {
      send(HttpExchange.busy(rpc));
      return;
    }
    requestsAtWork++;
    if (requestsAtWork >= limits.socketRequestsMax()) {
      isPaused = true;
      socket.pause();
    }
    CompletableFuture<byte[]> _ =
        answer
            .get()
            .whenComplete((bytes, failed) ->
                context.runOnContext(
                    _ -> answered(failed == null ? bytes : HttpExchange.failed(rpc), caller)));
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
    long waiting = outboundBytes.getAndAdd(message.length);
    if (waiting > limits.socketOutboundBytesMax()) {
      context.runOnContext(
          _ -> close(POLICY_VIOLATION, "too slow: %d bytes wait to be read".formatted(waiting)));
      return;
    }
    String text = new String(message, StandardCharsets.UTF_8);
    context.runOnContext(_ -> {
      if (socket.isClosed()) {
        return;
      }
      socket.writeTextMessage(text).onComplete(_ -> outboundBytes.addAndGet(-message.length));
    });
  }

  /** Closes the socket because the server stops. */
  void goAway() {
    context.runOnContext(_ -> close(GOING_AWAY, "the node stops"));
  }

  private void close(short code, String reason) {
    if (isClosing.getAndSet(true)) {
      return;
    }
    vertx.cancelTimer(pingTimer);
    subscriptions.remove(this);
    socket.close(code, reason).onComplete(_ -> {});
    // A client that does not read gets no close frame, and one that is gone answers none.
    closeTimer = vertx.setTimer(1_000L * limits.socketCloseSecondsMax(), _ -> disconnect.run());
  }
}
