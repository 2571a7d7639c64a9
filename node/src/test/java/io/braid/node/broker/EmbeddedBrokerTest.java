package io.braid.node.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.log.KafkaCluster;
import io.braid.log.LogAppender;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.node.kafka.TestBroker;
import io.braid.protocol.types.ShardCount;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's life, and what stands in its way. */
class EmbeddedBrokerTest {

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    Path data = folder.resolve("data");
    Topics topics = new Topics("restart");
    try (EmbeddedBroker broker = EmbeddedBroker.start(TestBroker.settings(data, "one"))) {
      KafkaCluster cluster = new KafkaCluster(broker.bootstrapServers());
      ensure(cluster, topics);
      try (LogAppender appender =
          new LogAppender(
              cluster,
              "test",
              failure -> {
                throw failure;
              })) {
        appender.append(topics.blocks(), 0, "1", new byte[] {7}, _ -> {});
        appender.flush();
      }
    }
    BrokerStartException other =
        assertThrows(
            BrokerStartException.class,
            () -> EmbeddedBroker.start(TestBroker.settings(data, "two")));
    assertEquals(
        "folder %s holds the logs of cluster one, not of two: give this chain another data folder"
            .formatted(data),
        other.getMessage());
    // Other ports than before: the folder does not hold them.
    try (EmbeddedBroker broker = EmbeddedBroker.start(TestBroker.settings(data, "one"))) {
      KafkaCluster cluster = new KafkaCluster(broker.bootstrapServers());
      ensure(cluster, topics);
      try (LogReader reader = new LogReader(cluster, "test", topics.blocks(), Map.of(0, 0L))) {
        List<LogRecord> records = new ArrayList<>();
        while (records.isEmpty()) {
          records.addAll(reader.poll(Duration.ofMillis(100)));
        }
        assertEquals(7, records.getFirst().value()[0]);
      }
    }
  }

  private static void ensure(KafkaCluster cluster, Topics topics) throws Exception {
    new TopicSetup(cluster, topics, new TopicSettings(new ShardCount(2), 1, 1)).ensure();
  }

  @Test
  void portsAreTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      BrokerSettings free = TestBroker.settings(folder, "one");
      assertTaken(
          "broker",
          port,
          new BrokerSettings(folder, "one", "127.0.0.1", port, free.brokerPort(), Map.of()));
      assertTaken(
          "controller",
          port,
          new BrokerSettings(folder, "one", "127.0.0.1", free.brokerPort(), port, Map.of()));
    }
  }

  private static void assertTaken(String whose, int port, BrokerSettings settings) {
    BrokerStartException taken =
        assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(settings));
    String begin =
        "the embedded broker cannot listen at 127.0.0.1:%d (%s): ".formatted(port, whose);
    String end = "; end what listens there, or configure another %s port".formatted(whose);
    assertTrue(
        taken.getMessage().startsWith(begin) && taken.getMessage().endsWith(end),
        taken::getMessage);
  }

  @Test
  void whatContradictsItsOwnPropertiesIsRefused() {
    Map<String, String> given =
        Map.of(
            "node.id", "7",
            "process.roles", "broker,controller",
            "auto.create.topics.enable", "true",
            "listener.security.protocol.map", "BROKER:SSL,CONTROLLER:SSL",
            "num.network.threads", "2");
    BrokerSettings settings = new BrokerSettings(folder, "one", "127.0.0.1", 1, 2, given);
    BrokerStartException refused =
        assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(settings));
    assertEquals(
        "the embedded broker needs auto.create.topics.enable=false, not true; node.id=1, not 7: take that out of its properties file",
        refused.getMessage());
  }

  @Test
  void settingsAreChecked() {
    assertRefused("the port of the broker is 1 to 65535, not 0", "id", 0, 1);
    assertRefused("the port of the controller is 1 to 65535, not 65536", "id", 1, 65_536);
    assertRefused("broker and controller need different ports, not both 9", "id", 9, 9);
    assertRefused("the embedded broker needs a cluster id", " ", 1, 2);
  }

  private void assertRefused(String message, String clusterId, int broker, int controller) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BrokerSettings(folder, clusterId, "localhost", broker, controller, Map.of()));
    assertEquals(message, refused.getMessage());
  }
}
