package io.braid.sequencer.rpc.vertx;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Serves small pages over HTTP on a port of their own, for few who ask. */
public final class VertxPages implements AutoCloseable {

  /**
   * What somebody asks for. What he sends beside it is not read.
   *
   * @param parameters by name, as often as they are given
   */
  public record Request(String method, String path, Map<String, List<String>> parameters) {}

  /** What he gets. */
  public record Page(int status, String type, Map<String, String> headers, String body) {}

  private static final int FAILED = 500;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("page-", 0).factory());
  private final HttpServer server;

  /**
   * Pages that nobody can ask for yet.
   *
   * @param pages gives what is asked for, on any thread, and may wait
   */
  public VertxPages(Function<Request, CompletableFuture<Page>> pages) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(TransportLimits.HEADER_BYTES_MAX)
            .setMaxInitialLineLength(TransportLimits.FIRST_LINE_BYTES_MAX)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(Math.toIntExact(TransportLimits.DEFAULT.idleMsMax()));
    server = vertx.createHttpServer(options).requestHandler(request -> answer(request, pages));
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @return the port
   * @throws Exception if it cannot listen, most often a {@link java.net.BindException}
   */
  public int listen(String host, int port) throws Exception {
    return server.listen(port, host).await().actualPort();
  }

  private void answer(HttpServerRequest request, Function<Request, CompletableFuture<Page>> pages) {
    Request asked =
        new Request(request.method().name(), request.path(), parameters(request.params()));
    Context context = vertx.getOrCreateContext();
    threads.execute(() -> {
      CompletableFuture<Void> _ =
          begin(pages, asked)
              .exceptionally(fault ->
                  new Page(FAILED, "text/plain; charset=utf-8", Map.of(), fault.toString()))
              .thenAccept(page -> context.runOnContext(_ -> end(request, page)));
    });
  }

  private static CompletableFuture<Page> begin(
      Function<Request, CompletableFuture<Page>> pages, Request asked) {
    try {
      return pages.apply(asked);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  private static Map<String, List<String>> parameters(MultiMap params) {
    Map<String, List<String>> parameters = new TreeMap<>();
    params.names().forEach(name -> parameters.put(name, params.getAll(name)));
    return parameters;
  }

  private static void end(HttpServerRequest request, Page page) {
    request
        .response()
        .setStatusCode(page.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, page.type());
    page.headers().forEach(request.response()::putHeader);
    request.response().end(page.body()).onComplete(_ -> {});
  }

  /** Stops. */
  @Override
  public void close() {
    vertx.close().await();
  }
}
