package io.braid.node.loadtest.rpc;

import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.workload.Schedule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Sends requests over WebSockets in turn, without waiting for answers to those before. */
public final class SocketSender implements TransactionSender {

  private final Context context;
  private final WebSocketClient client;
  private final List<WebSocket> sockets = new ArrayList<>();
  private final Schedule schedule;
  private final byte[][] bodies;
  private final Answers answers;

  /**
   * A sender that is connected.
   *
   * @param bodies of the requests of the schedule
   * @param connections that share the requests
   * @param nanos the time from the start
   */
  public SocketSender(
      EventLoop loop,
      URI url,
      int connections,
      Schedule schedule,
      byte[][] bodies,
      Observations observations,
      LongSupplier nanos) {
    this.schedule = schedule;
    this.bodies = bodies;
    context = loop.vertx().getOrCreateContext();
    answers = new Answers(observations, nanos);
    client = Sockets.client(loop.vertx());
    for (int i = 0; i < connections; i++) {
      sockets.add(Sockets.connect(client, url, answers::answered));
    }
  }

  @Override
  public void send(int from, int end) {
    context.runOnContext(_ -> {
      for (int request = from; request < end; request++) {
        send(request);
      }
    });
  }

  private void send(int request) {
    String text = new String(bodies[request], StandardCharsets.US_ASCII);
    Future<Void> written = sockets.get(request % sockets.size()).writeTextMessage(text);
    written.onFailure(failed ->
        answers.unanswered(failed.getMessage(), schedule.first(request), schedule.end(request)));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
