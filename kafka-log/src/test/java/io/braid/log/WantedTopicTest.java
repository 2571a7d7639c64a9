package io.braid.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.protocol.types.ShardCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What topics are wanted, and each way in which one can differ. */
class WantedTopicTest {

  private static final Topics TOPICS = new Topics("chain");
  private static final TopicSettings SETTINGS = new TopicSettings(new ShardCount(4), 3, 2);
  private static final WantedTopic DIFFS = WantedTopic.all(TOPICS, SETTINGS).get(3);
  private static final String CONFIGS =
      "kafka-configs.sh --bootstrap-server h:1 --alter --entity-type topics --entity-name chain.diffs --add-config ";

  /** A fault of the topic as it is found, and the one difference that is told. */
  record Row(UnaryOperator<WantedTopic.Found> fault, String difference) {
    @Override
    public String toString() {
      return difference;
    }
  }

  private static UnaryOperator<WantedTopic.Found> config(String name, String value) {
    return found -> {
      Map<String, String> config = new HashMap<>(found.config());
      config.put(name, value);
      return new WantedTopic.Found(found.partitions(), found.replicas(), config);
    };
  }

  static final List<Row> ROWS =
      List.of(
          new Row(
              found -> new WantedTopic.Found(2, 3, found.config()),
              "topic chain.diffs has 2 partitions and should have 4; if it is this chain's: kafka-topics.sh --bootstrap-server h:1 --alter --topic chain.diffs --partitions 4"),
          new Row(
              found -> new WantedTopic.Found(8, 3, found.config()),
              "topic chain.diffs has 8 partitions and should have 4, and Kafka takes none away: give the prefix of this chain's topics, or if nothing in it is needed: kafka-topics.sh --bootstrap-server h:1 --delete --topic chain.diffs"),
          new Row(
              found -> new WantedTopic.Found(4, 1, found.config()),
              "topic chain.diffs has 1 replicas and should have 3: kafka-reassign-partitions.sh --bootstrap-server h:1 --execute --reassignment-json-file FILE, with 3 brokers for each partition in FILE"),
          new Row(
              config("cleanup.policy", "compact"),
              "topic chain.diffs has cleanup.policy=compact and should have delete: "
                  + CONFIGS
                  + "cleanup.policy=delete"),
          new Row(
              config("max.message.bytes", "1048588"),
              "topic chain.diffs has max.message.bytes=1048588 and should have 16777216: "
                  + CONFIGS
                  + "max.message.bytes=16777216"),
          new Row(
              config("min.insync.replicas", "1"),
              "topic chain.diffs has min.insync.replicas=1 and should have 2: "
                  + CONFIGS
                  + "min.insync.replicas=2"),
          new Row(
              config("retention.bytes", "5"),
              "topic chain.diffs has retention.bytes=5 and should have -1: "
                  + CONFIGS
                  + "retention.bytes=-1"),
          new Row(
              config("retention.ms", "604800000"),
              "topic chain.diffs has retention.ms=604800000 and should have -1: "
                  + CONFIGS
                  + "retention.ms=-1"));

  private static WantedTopic.Found asWanted() {
    return new WantedTopic.Found(DIFFS.partitions(), DIFFS.replicas(), DIFFS.config());
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void differenceIsTold(Row row) {
    assertEquals(
        List.of(row.difference()), DIFFS.differences(row.fault().apply(asWanted()), "h:1"));
  }

  @Test
  void noDifference() {
    assertEquals(List.of(), DIFFS.differences(asWanted(), "h:1"));
    WantedTopic.Found moreReplicas = new WantedTopic.Found(4, 5, DIFFS.config());
    assertEquals(List.of(), DIFFS.differences(moreReplicas, "h:1"));
  }

  @Test
  void topicsOfAChain() {
    List<String> wanted =
        WantedTopic.all(TOPICS, SETTINGS).stream()
            .map(topic ->
                "%s %d %s %s"
                    .formatted(
                        topic.name(),
                        topic.partitions(),
                        topic.config().get("retention.ms"),
                        topic.config().get("retention.bytes")))
            .toList();
    assertEquals(
        List.of(
            "chain.ingress 4 604800000 -1",
            "chain.answers 4 86400000 1073741824",
            "chain.transactions 4 -1 -1",
            "chain.diffs 4 -1 -1",
            "chain.blocks 1 -1 -1",
            "chain.snapshots 4 -1 4294967296"),
        wanted);
    assertEquals(
        List.of("chain.ingress"),
        WantedTopic.all(TOPICS, SETTINGS).stream()
            .filter(topic -> "LogAppendTime".equals(topic.config().get("message.timestamp.type")))
            .map(WantedTopic::name)
            .toList());
    assertEquals(
        TOPICS.all(), WantedTopic.all(TOPICS, SETTINGS).stream().map(WantedTopic::name).toList());
  }

  @Test
  void namesAndSettingsAreChecked() {
    for (String wrong : List.of("", ".a", "a b", "a/b", "ö", "a".repeat(201))) {
      assertRefused(
          "a topic prefix has 1 to 200 letters, digits, '-', '_' and '.', and does not begin with '.': not '%s'"
              .formatted(wrong),
          () -> new Topics(wrong));
    }
    assertEquals("a.B-1_.diffs", new Topics("a.B-1_").diffs());
    assertEquals(200, new Topics("a".repeat(200)).prefix().length());
    ShardCount shards = new ShardCount(1);
    assertRefused(
        "a partition has 1 to 32767 replicas, not 0", () -> new TopicSettings(shards, 0, 0));
    assertRefused(
        "a partition has 1 to 32767 replicas, not 32768",
        () -> new TopicSettings(shards, 32_768, 1));
    assertRefused(
        "1 to 3 of 3 replicas can be asked to be in sync, not 4",
        () -> new TopicSettings(shards, 3, 4));
    assertRefused(
        "1 to 3 of 3 replicas can be asked to be in sync, not 0",
        () -> new TopicSettings(shards, 3, 0));
    assertRefused("no bootstrap server of Kafka is given (host:port)", () -> new KafkaCluster(" "));
  }

  private static void assertRefused(String message, Runnable make) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, make::run).getMessage());
  }

  @Test
  void keysAreText() {
    assertEquals("12", LogKeys.diff(12));
    assertEquals("12", LogKeys.answer(12));
    assertEquals("12:1/3", LogKeys.part("12", 0, 3));
    assertEquals("3@12", LogKeys.bundle(3, 12));
    assertEquals("18446744073709551615", LogKeys.header(-1));
    assertEquals("500:2/3", LogKeys.snapshotChunk(500, 1, 3));
  }

  @Test
  void clientPropertiesReachEveryClient() {
    KafkaCluster cluster =
        new KafkaCluster("h:1", Map.of("security.protocol", "SSL"), ClientListener.NONE);
    assertEquals(
        Map.of(
            "security.protocol",
            "SSL",
            "bootstrap.servers",
            "h:1",
            "client.id",
            "me",
            "metric.reporters",
            List.of(ClientMetrics.class),
            "braid.client.listener",
            ClientListener.NONE,
            "enable.metrics.push",
            false),
        cluster.clientConfig("me"));
  }
}
