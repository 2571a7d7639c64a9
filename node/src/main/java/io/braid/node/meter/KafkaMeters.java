package io.braid.node.meter;

import io.braid.log.ClientListener;
import io.braid.log.ClientMetric;
import io.braid.protocol.record.TransactionBundleReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Appends to the logs, and of the hundreds of things that each client of Kafka measures those that
 * tell an operator something.
 */
public final class KafkaMeters implements ClientListener {

  /**
   * Of which groups what is told. What ends in {@code -total} counts, the rest goes up and down.
   */
  private static final Map<String, List<String>> TOLD =
      Map.of(
          "producer-metrics",
          List.of(
              "connection-count",
              "record-send-total",
              "record-error-total",
              "record-retry-total",
              "record-queue-time-avg",
              "request-latency-avg",
              "outgoing-byte-total",
              "buffer-available-bytes"),
          "consumer-metrics",
          List.of("connection-count", "incoming-byte-total"),
          "consumer-fetch-manager-metrics",
          List.of("records-consumed-total", "bytes-consumed-total", "fetch-latency-avg"),
          "consumer-coordinator-metrics",
          List.of("rebalance-total", "failed-rebalance-total", "last-heartbeat-seconds-ago"));

  private static final String TOTAL = "-total";

  /** The client of the executors has the name of the process alone. */
  private static final String EXECUTORS = "executors";

  /** Appends to one topic. */
  private record Appends(Timer timer, Counter bytes) {}

  private final MeterRegistry registry;
  private final String process;
  private final DistributionSummary transactions;
  private final DistributionSummary sizes;
  private final Map<String, Appends> appends = new ConcurrentHashMap<>();
  private final Map<ClientMetric, Meter> told = new ConcurrentHashMap<>();

  KafkaMeters(MeterRegistry registry, String process) {
    this.registry = registry;
    this.process = process;
    transactions =
        DistributionSummary.builder("braid.bundle")
            .description("Transactions in a bundle that was appended.")
            .baseUnit("transactions")
            .serviceLevelObjectives(Buckets.transactions())
            .register(registry);
    sizes =
        DistributionSummary.builder("braid.bundle.size")
            .description("Size of the bundles that were appended.")
            .baseUnit("bytes")
            .serviceLevelObjectives(Buckets.bytes())
            .register(registry);
  }

  @Override
  public void appended(String topic, byte[] record, long nanos) {
    Appends ofTopic = appends.computeIfAbsent(topic, this::register);
    ofTopic.timer().record(nanos, TimeUnit.NANOSECONDS);
    ofTopic.bytes().increment(record.length);
    int count = TransactionBundleReader.count(record);
    if (count > 0 && topic.endsWith(".transactions")) {
      transactions.record(count);
      sizes.record(record.length);
    }
  }

  private Appends register(String topic) {
    String name = topic.substring(topic.lastIndexOf('.') + 1);
    return new Appends(
        Timer.builder("braid.append")
            .description("Appends to a topic, from the call until the record is durable.")
            .tag("topic", name)
            .serviceLevelObjectives(Buckets.latency())
            .register(registry),
        Counter.builder("braid.appended")
            .description("Bytes that were appended to a topic.")
            .baseUnit("bytes")
            .tag("topic", name)
            .register(registry));
  }

  @Override
  public void metricAdded(ClientMetric metric) {
    if (isTold(metric)) {
      told.computeIfAbsent(metric, this::register);
    }
  }

  private static boolean isTold(ClientMetric metric) {
    return metric.tags().size() == 1
        && metric.tags().containsKey(ClientMetric.CLIENT_ID)
        && TOLD.getOrDefault(metric.group(), List.of()).contains(metric.name());
  }

  private Meter register(ClientMetric metric) {
    String kind = metric.group().substring(0, metric.group().length() - "-metrics".length());
    String name = "kafka." + (kind + "." + metric.name()).replace('-', '.');
    String client = client(metric.tags().get(ClientMetric.CLIENT_ID));
    return metric.name().endsWith(TOTAL)
        ? FunctionCounter.builder(name, metric, each -> each.value().getAsDouble())
            .tag("client", client)
            .register(registry)
        : Gauge.builder(name, metric, each -> each.value().getAsDouble())
            .tag("client", client)
            .register(registry);
  }

  /** What the client is for: its id without the process, which a scraper knows. */
  private String client(String id) {
    if (id.equals(process)) {
      return EXECUTORS;
    }
    return id.startsWith(process + "-") ? id.substring(process.length() + 1) : id;
  }

  @Override
  public void metricRemoved(ClientMetric metric) {
    Meter meter = told.remove(metric);
    if (meter != null) {
      registry.remove(meter);
    }
  }
}
