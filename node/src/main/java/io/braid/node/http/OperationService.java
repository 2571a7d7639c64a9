package io.braid.node.http;

import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.node.health.Health;
import io.braid.node.health.ReadinessQuery;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations port of a process: {@code /metrics} for Prometheus, {@code /liveness} and {@code
 * /readiness} for whoever starts processes and sends them requests.
 */
public final class OperationService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperationService.class);

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  /** How long a connection may be open without a request, in seconds. */
  private static final int IDLE_SECONDS_MAX = 60;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final Operation operation;
  private final HttpServer server;
  private int port;

  private OperationService(Operation operation) {
    this.operation = operation;
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setIdleTimeout(IDLE_SECONDS_MAX))
            .requestHandler(this::answer);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if the port is taken
   */
  public static OperationService start(Configuration configuration, Operation operation) {
    OperationService service = new OperationService(operation);
    String host = configuration.get(Settings.OPERATION_HOST);
    int wanted = configuration.get(Settings.OPERATION_PORT);
    try {
      service.port = service.server.listen(wanted, host).await().actualPort();
    } catch (Exception fault) {
      // Vert.x throws what has happened, checked or not.
      service.close();
      throw new IllegalStateException(
          "the operations port cannot listen at %s, port %d: %s; each process of a machine needs its own: choose another with %s, 0 takes a free one"
              .formatted(host, wanted, fault.getMessage(), Settings.OPERATION_PORT.option()),
          fault);
    }
    return service;
  }

  /** The port. */
  public int port() {
    return port;
  }

  private void answer(HttpServerRequest request) {
    boolean isGet = HttpMethod.GET.equals(request.method());
    if (!isGet && !HttpMethod.HEAD.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      end(request, METHOD_NOT_ALLOWED, JSON, error("method not allowed: ask with GET"));
      return;
    }
    switch (request.path()) {
      case "/metrics" -> metrics(request);
      case "/liveness" -> health(request, operation.liveness());
      case "/readiness" -> readiness(request);
      default ->
          end(
              request,
              NOT_FOUND,
              JSON,
              error("there is nothing here: ask for /metrics, /liveness or /readiness"));
    }
  }

  private void metrics(HttpServerRequest request) {
    Context context = vertx.getOrCreateContext();
    // Whoever completes it may wait for locks while he collects: not on the event loop.
    CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> collect(request, context));
  }

  private void collect(HttpServerRequest request, Context context) {
    CompletableFuture<String> _ =
        operation
            .metrics()
            .whenComplete(
                (text, fault) -> context.runOnContext(_ -> metrics(request, text, fault)));
  }

  private static void metrics(HttpServerRequest request, String text, Throwable fault) {
    if (fault == null) {
      end(request, OK, TEXT, text);
    } else {
      LOG.error("metrics cannot be collected", fault);
      end(request, FAILED, JSON, error("metrics cannot be collected"));
    }
  }

  private void readiness(HttpServerRequest request) {
    ReadinessQuery query;
    try {
      query = ReadinessQuery.of(parameters(request.params()));
    } catch (IllegalArgumentException fault) {
      end(request, BAD_REQUEST, JSON, error(fault.getMessage()));
      return;
    }
    Context context = vertx.getOrCreateContext();
    CompletableFuture<Void> _ =
        operation
            .readiness(query)
            .handle((health, fault) -> {
              Health told =
                  fault == null
                      ? health
                      : new Health(List.of("readiness cannot be told: " + fault));
              context.runOnContext(_ -> health(request, told));
              return null;
            });
  }

  private static Map<String, List<String>> parameters(MultiMap params) {
    Map<String, List<String>> parameters = new TreeMap<>();
    params.names().forEach(name -> parameters.put(name, params.getAll(name)));
    return parameters;
  }

  private static void health(HttpServerRequest request, Health health) {
    JsonObject body = new JsonObject().put("status", health.isUp() ? "UP" : "DOWN");
    if (!health.isUp()) {
      body.put("reasons", new JsonArray(health.reasons()));
    }
    end(request, health.isUp() ? OK : UNAVAILABLE, JSON, body.encode());
  }

  private static String error(String message) {
    return new JsonObject().put("error", message).encode();
  }

  private static void end(HttpServerRequest request, int status, String type, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body + "\n")
        .onComplete(_ -> {});
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
