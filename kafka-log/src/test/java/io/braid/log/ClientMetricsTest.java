package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A real client tells its listener what it measures, as long as it lives. */
class ClientMetricsTest {

  private final Set<ClientMetric> told = ConcurrentHashMap.newKeySet();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void appended(String topic, byte[] record, long nanos) {}

        @Override
        public void metricAdded(ClientMetric metric) {
          assertTrue(told.add(metric), metric::toString);
        }

        @Override
        public void metricRemoved(ClientMetric metric) {
          assertTrue(told.remove(metric), metric::toString);
        }
      };

  @Test
  void clientIsHeardUntilItIsClosed() {
    // Nobody listens at that port, and nothing is sent there.
    KafkaCluster cluster = new KafkaCluster("127.0.0.1:1", Map.of(), listener);
    LogAppender appender =
        new LogAppender(
            cluster,
            "appends",
            fault -> {
              throw fault;
            });
    Optional<ClientMetric> sent =
        told.stream()
            .filter(metric -> metric.group().equals("producer-metrics"))
            .filter(metric -> metric.name().equals("record-send-total"))
            .findFirst();
    assertEquals(Map.of(ClientMetric.CLIENT_ID, "appends"), sent.orElseThrow().tags());
    assertEquals(0, sent.orElseThrow().value().getAsDouble());
    appender.close();
    assertEquals(Set.of(), told);
  }
}
