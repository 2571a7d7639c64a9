package io.braid.node.meter;

import io.braid.sequencer.rpc.RequestListener;
import io.braid.sequencer.rpc.RpcException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** How many requests come, how they end and how long they take. */
public final class RequestMeters implements RequestListener {

  /** How a request ended. */
  private enum Outcome {
    /** With a result. */
    SUCCESS,
    /** With an error that is the client's. */
    ERROR,
    /** With one that says that there is no room now, or that it asks for too much. */
    LIMIT,
    /** With one that is the node's fault. */
    FAULT;

    static Outcome of(int code) {
      return switch (code) {
        case 0 -> SUCCESS;
        case RpcException.LIMIT_EXCEEDED -> LIMIT;
        case RpcException.INTERNAL_ERROR -> FAULT;
        default -> ERROR;
      };
    }
  }

  private final MeterRegistry registry;

  /** By method; a method that never failed has no timer for failures. */
  private final Map<Outcome, Map<String, Timer>> timers = new EnumMap<>(Outcome.class);

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Outcome outcome : Outcome.values()) {
      timers.put(outcome, new ConcurrentHashMap<>());
    }
  }

  @Override
  public Request begin(String method) {
    long began = System.nanoTime();
    return code ->
        timer(method, Outcome.of(code)).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String method, Outcome outcome) {
    return timers.get(outcome).computeIfAbsent(method, name -> register(name, outcome));
  }

  private Timer register(String method, Outcome outcome) {
    return Timer.builder("braid.rpc.request")
        .description("Requests of JSON-RPC, from when they are read to their answer.")
        .tag("method", method)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(Buckets.latency())
        .register(registry);
  }

  /** Tells how many connections are open. */
  public void connections(IntSupplier open) {
    Gauge.builder("braid.rpc.connections", open, IntSupplier::getAsInt)
        .description("Open connections of JSON-RPC, WebSockets included.")
        .strongReference(true)
        .register(registry);
  }
}
