package io.braid.node.loadtest.rpc;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;

/** The one thread on which requests leave and answers arrive. */
public final class EventLoop implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  public EventLoop() {}

  Vertx vertx() {
    return vertx;
  }

  /** The id of the thread. */
  public long threadId() {
    CompletableFuture<Long> id = new CompletableFuture<>();
    vertx.runOnContext(_ -> id.complete(Thread.currentThread().threadId()));
    return id.join();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
