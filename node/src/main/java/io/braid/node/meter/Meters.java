package io.braid.node.meter;

import io.braid.executor.kafka.ShardStatus;
import io.braid.sequencer.view.SystemStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;

/** Everything that a process measures. For any number of threads. */
public final class Meters implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final LogbackMetrics logs = new LogbackMetrics();
  private final KafkaMeters kafka;

  /**
   * Begins to measure the process.
   *
   * @param process its name
   * @param roles what it does, as text
   * @param version of Braid
   */
  public Meters(String process, String roles, String version) {
    Gauge.builder("braid.info", () -> 1)
        .description("Always 1; the labels tell what this process is.")
        .tag("process", process)
        .tag("roles", roles)
        .tag("version", version)
        .register(registry);
    List<MeterBinder> binders =
        List.of(
            new JvmMemoryMetrics(),
            garbageCollection,
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new FileDescriptorMetrics(),
            logs);
    binders.forEach(binder -> binder.bindTo(registry));
    kafka = new KafkaMeters(registry, process);
  }

  /** Watches the space on the disk of a folder that exists; one for each process. */
  public void watchDisk(Path folder) {
    new DiskSpaceMetrics(folder.toFile()).bindTo(registry);
  }

  /** Listens to the clients of Kafka. */
  public KafkaMeters kafka() {
    return kafka;
  }

  /** Listens to JSON-RPC. */
  public RequestMeters requests() {
    return new RequestMeters(registry);
  }

  /** Listens to a sequencer, and is shown {@link SystemStatus} before each scrape. */
  public SequencerMeters sequencer(int shards) {
    return new SequencerMeters(registry, shards);
  }

  /** Is shown {@link ShardStatus} before each scrape. */
  public ExecutorMeters executor() {
    return new ExecutorMeters(registry);
  }

  /** All that is measured, in Prometheus's text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    logs.close();
    garbageCollection.close();
    registry.close();
  }
}
