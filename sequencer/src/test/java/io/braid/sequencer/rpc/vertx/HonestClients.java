package io.braid.sequencer.rpc.vertx;

import static io.braid.sequencer.rpc.vertx.RawSocket.TEXT;
import static io.braid.sequencer.rpc.vertx.RawSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask steadily, over HTTP and WebSocket, and hold each answer against the right one.
 */
final class HonestClients implements AutoCloseable {

  private static final long PAUSE_MS = 5;

  private interface Asking {
    String ask(String request) throws IOException;
  }

  private final Connector connector;
  private final Map<String, String> answers;
  private final Clients clients = new Clients();
  private final AtomicInteger overHttp = new AtomicInteger();
  private final AtomicInteger overSocket = new AtomicInteger();
  private final AtomicLong slowestNs = new AtomicLong();
  private volatile boolean isStopped;

  /**
   * Starts so many of each kind.
   *
   * @param answers the right one to each request
   */
  HonestClients(Connector connector, Map<String, String> answers, int ofEachKind) {
    this.connector = connector;
    this.answers = answers;
    for (int i = 0; i < ofEachKind; i++) {
      clients.start("an honest client over HTTP", this::overHttp);
      clients.start("an honest client over WebSocket", this::overSocket);
    }
  }

  private void overHttp() throws IOException, InterruptedException {
    try (KeptHttp connection = new KeptHttp(connector)) {
      askOn(request -> connection.exchange(RawHttp.post(request.getBytes(UTF_8))).text(), overHttp);
    }
  }

  private void overSocket() throws IOException, InterruptedException {
    try (RawSocket socket = RawSocket.open(connector.connect())) {
      askOn(
          request -> {
            socket.send(frame(TEXT, request).bytes());
            return socket.message();
          },
          overSocket);
    }
  }

  private void askOn(Asking asking, AtomicInteger served) throws IOException, InterruptedException {
    while (!isStopped) {
      for (Map.Entry<String, String> it : answers.entrySet()) {
        long begin = System.nanoTime();
        String answer = asking.ask(it.getKey());
        slowestNs.accumulateAndGet(System.nanoTime() - begin, Math::max);
        if (!it.getValue().equals(answer)) {
          throw new AssertionError("an honest client got " + answer + " and not " + it.getValue());
        }
        served.incrementAndGet();
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  /** How many requests were answered rightly, by HTTP and WebSocket each at least so many. */
  int servedOfEachKind() {
    return Math.min(overHttp.get(), overSocket.get());
  }

  /** What went wrong. */
  List<Throwable> failures() {
    return clients.failures();
  }

  @Override
  public String toString() {
    return "honest requests answered rightly: %d over HTTP, %d over WebSocket, slowest after %d ms"
        .formatted(
            overHttp.get(), overSocket.get(), TimeUnit.NANOSECONDS.toMillis(slowestNs.get()));
  }

  @Override
  public void close() {
    isStopped = true;
    clients.close();
  }
}
