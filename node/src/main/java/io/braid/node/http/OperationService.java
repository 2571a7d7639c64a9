package io.braid.node.http;

import io.braid.node.config.Configuration;
import io.braid.node.config.Settings;
import io.braid.node.health.Health;
import io.braid.node.health.ReadinessQuery;
import io.braid.sequencer.rpc.JsonValues;
import io.braid.sequencer.rpc.vertx.VertxPages;
import io.braid.sequencer.rpc.vertx.VertxPages.Page;
import io.braid.sequencer.rpc.vertx.VertxPages.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  /** What is told is true now, and not later. */
  private static final Map<String, String> NOT_KEPT = Map.of("cache-control", "no-store");

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;

  private final Operation operation;
  private final VertxPages pages = new VertxPages(this::page);
  private int port;

  private OperationService(Operation operation) {
    this.operation = operation;
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
      service.port = service.pages.listen(host, wanted);
    } catch (Exception fault) {
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

  private CompletableFuture<Page> page(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return CompletableFuture.completedFuture(
          new Page(
              METHOD_NOT_ALLOWED,
              JSON,
              Map.of("allow", "GET, HEAD"),
              error("method not allowed: ask with GET")));
    }
    return switch (request.path()) {
      case "/metrics" -> metrics();
      case "/liveness" -> CompletableFuture.completedFuture(health(operation.liveness()));
      case "/readiness" -> readiness(request);
      default ->
          CompletableFuture.completedFuture(
              new Page(
                  NOT_FOUND,
                  JSON,
                  NOT_KEPT,
                  error("there is nothing here: ask for /metrics, /liveness or /readiness")));
    };
  }

  private CompletableFuture<Page> metrics() {
    return operation
        .metrics()
        .handle((text, fault) -> {
          if (fault == null) {
            return new Page(OK, TEXT, NOT_KEPT, text);
          }
          LOG.error("metrics cannot be collected", fault);
          return new Page(FAILED, JSON, NOT_KEPT, error("metrics cannot be collected"));
        });
  }

  private CompletableFuture<Page> readiness(Request request) {
    ReadinessQuery query;
    try {
      query = ReadinessQuery.of(request.parameters());
    } catch (IllegalArgumentException fault) {
      return CompletableFuture.completedFuture(
          new Page(BAD_REQUEST, JSON, NOT_KEPT, error(fault.getMessage())));
    }
    return operation
        .readiness(query)
        .exceptionally(fault -> new Health(List.of("readiness cannot be told: " + fault)))
        .thenApply(OperationService::health);
  }

  private static Page health(Health health) {
    String body =
        health.isUp()
            ? JsonValues.line(Map.of("status", "UP"))
            : "{\"status\":\"DOWN\",\"reasons\":%s}".formatted(JsonValues.line(health.reasons()));
    return new Page(health.isUp() ? OK : UNAVAILABLE, JSON, NOT_KEPT, body + "\n");
  }

  private static String error(String message) {
    return JsonValues.line(Map.of("error", message)) + "\n";
  }

  @Override
  public void close() {
    pages.close();
  }
}
