package io.braid.sequencer.rpc.vertx;

import io.braid.sequencer.rpc.JsonRpc;
import io.braid.sequencer.rpc.Subscriptions;
import io.braid.sequencer.rpc.Timer;
import io.vertx.core.Vertx;

/** The threads of Vert.x, and what runs on them: timers, and the server once it listens. */
public final class VertxHost implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private VertxRpcServer server;

  public VertxHost() {}

  /** Timers on these threads. */
  public Timer timer() {
    return new VertxTimer(vertx);
  }

  /**
   * Begins to serve.
   *
   * @param port 0 takes a free one
   * @return the port
   * @throws Exception if it cannot listen, most often a {@link java.net.BindException}
   */
  public int listen(
      JsonRpc rpc, Subscriptions subscriptions, TransportLimits limits, String host, int port)
      throws Exception {
    server = new VertxRpcServer(vertx, rpc, subscriptions, limits);
    return server.start(host, port).await();
  }

  /** How many connections to the server are open. */
  public int connectionCount() {
    return server == null ? 0 : server.connectionCount();
  }

  /** Stops the server, if there is one, and the threads. */
  @Override
  public void close() {
    if (server != null) {
      server.stop().await();
    }
    vertx.close().await();
  }
}
