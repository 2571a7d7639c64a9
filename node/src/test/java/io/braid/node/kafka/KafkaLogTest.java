package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.log.AppendFailedException;
import io.braid.log.LogAppender;
import io.braid.log.LogRangeException;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.TopicDifferenceException;
import io.braid.log.TopicSettings;
import io.braid.log.TopicSetup;
import io.braid.log.Topics;
import io.braid.protocol.Limits;
import io.braid.protocol.types.ShardCount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics, appends and reads on a real broker. */
class KafkaLogTest {

  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void closeBroker() throws Exception {
    broker.close();
  }

  private static LogAppender appender() {
    return new LogAppender(
        broker.cluster(),
        "test",
        failure -> {
          throw failure;
        });
  }

  private static void ensure(Topics topics, int shards) throws Exception {
    TopicSettings settings = new TopicSettings(new ShardCount(shards), 1, 1);
    new TopicSetup(broker.cluster(), topics, settings).ensure();
  }

  private static void setTopic(String topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(broker.cluster().clientConfig("test"))) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
      // The broker has taken it, and may tell of it a moment later.
      Until.holds(
          name + " is " + value,
          () -> value.equals(config(admin, resource).get(name).value()),
          () -> config(admin, resource));
    }
  }

  private static Config config(Admin admin, ConfigResource resource) {
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .get(resource);
  }

  @Test
  void topicsAreCreatedOnceAndDifferencesTold() throws Exception {
    Topics topics = broker.topics("setup", 4);
    ensure(topics, 4);
    String server = "--bootstrap-server " + broker.cluster().bootstrapServers();
    try (Admin admin = Admin.create(broker.cluster().clientConfig("test"))) {
      Map<String, Integer> partitions = new TreeMap<>();
      admin
          .describeTopics(topics.all())
          .allTopicNames()
          .get()
          .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
      assertEquals(
          Map.of(
              "setup.ingress", 4,
              "setup.answers", 4,
              "setup.transactions", 4,
              "setup.diffs", 4,
              "setup.blocks", 1,
              "setup.snapshots", 4),
          partitions);
    }
    setTopic("setup.diffs", "retention.ms", "1000");
    TopicDifferenceException different =
        assertThrows(TopicDifferenceException.class, () -> ensure(topics, 4));
    assertEquals(
        List.of(
            "topic setup.diffs has retention.ms=1000 and should have -1: kafka-configs.sh "
                + server
                + " --alter --entity-type topics --entity-name setup.diffs --add-config retention.ms=-1"),
        different.differences());
    TopicDifferenceException more =
        assertThrows(TopicDifferenceException.class, () -> ensure(topics, 8));
    assertEquals(6, more.differences().size(), more::getMessage);
    assertEquals(
        "topic setup.transactions has 4 partitions and should have 8; if it is this chain's: kafka-topics.sh "
            + server
            + " --alter --topic setup.transactions --partitions 8",
        more.differences().get(2));
  }

  @Test
  void recordsAreReadInOrderWithTheirHeaders() throws Exception {
    Topics topics = broker.topics("order", 2);
    // A header of block 5, a diff after block 6, and what is no record.
    byte[] header = {1, 1, 0, 0, 0, 0, 0, 0, 0, 5};
    byte[] diff = {1, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6};
    ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    try (LogAppender appender = appender()) {
      appender.append(topics.diffs(), 1, "a", header, acknowledged::add);
      appender.append(topics.diffs(), 1, "b", diff, acknowledged::add);
      for (int i = 0; i < 1_000; i++) {
        byte[] other = {3, (byte) (i >> 8), (byte) i};
        appender.append(topics.diffs(), 1, "c", other, acknowledged::add);
      }
      appender.flush();
    }
    assertEquals(1_002, acknowledged.size());
    assertEquals(
        List.of("a kind=header version=1 block=5", "b kind=diff version=1 block=6", "c kind=raw"),
        shown(topics.diffs(), 1).subList(0, 3));
    try (LogReader reader =
        new LogReader(broker.cluster(), "test", topics.diffs(), Map.of(0, 0L, 1, 2L))) {
      assertEquals(Map.of(0, 0L, 1, 1_002L), reader.endOffsets());
      assertEquals(Map.of(0, 0L, 1, 0L), reader.beginOffsets());
      for (int i = 0; i < 1_000; ) {
        for (LogRecord record : reader.poll(Duration.ofMillis(100))) {
          assertEquals(1, record.partition());
          assertEquals(i + 2, record.offset());
          assertEquals(i, (record.value()[1] & 0xff) << 8 | (record.value()[2] & 0xff));
          i++;
        }
      }
      assertEquals(1_002, reader.position(1));
      reader.wakeUp();
      assertEquals(List.of(), reader.poll(Duration.ofSeconds(30)));
      reader.seek(1, 1_003);
      LogRangeException behind =
          assertThrows(
              LogRangeException.class,
              () -> {
                while (reader.poll(Duration.ofMillis(100)).isEmpty()) {
                  // The answer of the broker is under way.
                }
              });
      assertEquals(
          "topic order.diffs, partition 1 holds offsets from 0 to below 1002, not 1003: the log was cut off, or it is another chain's",
          behind.getMessage());
    }
  }

  /** Keys and headers as Kafka's tools show them. */
  private static List<String> shown(String topic, int partition) {
    Map<String, Object> config = broker.cluster().clientConfig("test");
    List<String> shown = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition from = new TopicPartition(topic, partition);
      consumer.assign(List.of(from));
      consumer.seekToBeginning(List.of(from));
      while (shown.size() < 3) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          StringBuilder text = new StringBuilder(record.key());
          record
              .headers()
              .forEach(header ->
                  text.append(' ')
                      .append(header.key())
                      .append('=')
                      .append(new String(header.value(), StandardCharsets.UTF_8)));
          shown.add(text.toString());
        }
      }
    }
    return shown;
  }

  /** One that fails as it is, and one of which the parts fail. */
  @ParameterizedTest
  @ValueSource(ints = {2_000, Limits.PART_BYTES_MAX + 1})
  void firstFailureIsFatalAndTheLast(int length) throws Exception {
    Topics topics = broker.topics("fatal-" + length, 1);
    setTopic(topics.diffs(), "max.message.bytes", "1000");
    ConcurrentLinkedQueue<AppendFailedException> failures = new ConcurrentLinkedQueue<>();
    try (LogAppender appender = new LogAppender(broker.cluster(), "test", failures::add)) {
      appender.append(topics.diffs(), 0, "77", new byte[length], _ -> {});
      Until.holds("a failure", () -> !failures.isEmpty(), failures::size);
      String message = failures.peek().getMessage();
      assertTrue(
          message.startsWith(
                  "the append of 77 to topic fatal-%d.diffs, partition 0 failed: "
                      .formatted(length))
              && message.contains("RecordTooLargeException"),
          message);
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> appender.append(topics.diffs(), 0, "78", new byte[1], _ -> {}));
      assertEquals("nothing is appended any more: " + message, refused.getMessage());
      assertEquals(1, failures.size());
      assertNotNull(appender.failure());
    }
    try (LogReader reader =
        new LogReader(broker.cluster(), "test", topics.diffs(), Map.of(0, 0L))) {
      // A part that was short enough may be there, and is nothing.
      while (reader.position(0) < reader.endOffsets().get(0)) {
        assertEquals(List.of(), reader.poll(Duration.ofMillis(100)));
      }
    }
  }

  @Test
  void faultInAnAcknowledgementIsFatalToo() throws Exception {
    Topics topics = broker.topics("acknowledge", 1);
    ConcurrentLinkedQueue<AppendFailedException> failures = new ConcurrentLinkedQueue<>();
    try (LogAppender appender = new LogAppender(broker.cluster(), "test", failures::add)) {
      appender.append(
          topics.diffs(),
          0,
          "5",
          new byte[1],
          offset -> {
            throw new IllegalStateException("nobody awaits " + offset);
          });
      Until.holds("a failure", () -> !failures.isEmpty(), failures::size);
      assertEquals(
          "the append of 5 to topic acknowledge.diffs, partition 0 failed: java.lang.IllegalStateException: nobody awaits 0",
          failures.peek().getMessage());
    }
  }

  @Test
  void closedAppenderRefuses() throws Exception {
    Topics topics = broker.topics("closed", 1);
    LogAppender appender = appender();
    appender.close();
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> appender.append(topics.diffs(), 0, "9", new byte[1], _ -> {}));
    assertEquals(
        "the appender is closed: 9 is not appended to topic closed.diffs, partition 0",
        refused.getMessage());
  }
}
