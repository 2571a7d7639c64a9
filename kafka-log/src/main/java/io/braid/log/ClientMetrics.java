package io.braid.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** Tells a {@link ClientListener} what one client measures. Made by the client itself. */
public final class ClientMetrics implements MetricsReporter {

  /** Under this name the listener stands in a client's configuration. */
  static final String LISTENER_CONFIG = "braid.client.listener";

  private final Map<MetricName, ClientMetric> told = new ConcurrentHashMap<>();
  private ClientListener listener = ClientListener.NONE;

  /** For Kafka. */
  public ClientMetrics() {}

  @Override
  public void configure(Map<String, ?> config) {
    if (config.get(LISTENER_CONFIG) instanceof ClientListener configured) {
      listener = configured;
    }
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    MetricName name = metric.metricName();
    ClientMetric added =
        new ClientMetric(name.name(), name.group(), name.tags(), () -> number(metric));
    ClientMetric before = told.put(name, added);
    if (before != null) {
      listener.metricRemoved(before);
    }
    listener.metricAdded(added);
  }

  private static double number(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    ClientMetric removed = told.remove(metric.metricName());
    if (removed != null) {
      listener.metricRemoved(removed);
    }
  }

  @Override
  public void close() {
    told.values().forEach(listener::metricRemoved);
    told.clear();
  }
}
