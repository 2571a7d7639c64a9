package io.braid.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic as it should be.
 *
 * @param config Kafka's names and values, in alphabetical order
 */
record WantedTopic(String name, int partitions, int replicas, TreeMap<String, String> config) {

  /** Kafka's value for a retention without limit. */
  private static final long FOR_EVER = -1;

  /** A topic as it is. */
  record Found(int partitions, int replicas, Map<String, String> config) {}

  /** The topics of a chain. */
  static List<WantedTopic> all(Topics topics, TopicSettings settings) {
    int shards = settings.shards().count();
    return List.of(
        ingress(topics.ingress(), shards, settings),
        wanted(
            topics.answers(),
            shards,
            settings,
            LogLimits.ANSWERS_RETAINED_MS,
            LogLimits.ANSWERS_RETAINED_BYTES),
        log(topics.transactions(), shards, settings),
        log(topics.diffs(), shards, settings),
        log(topics.blocks(), 1, settings),
        wanted(topics.snapshots(), shards, settings, FOR_EVER, LogLimits.SNAPSHOTS_RETAINED_BYTES));
  }

  /** Clients write it, whose clocks must not decide how long it is kept. */
  private static WantedTopic ingress(String name, int partitions, TopicSettings settings) {
    WantedTopic topic = wanted(name, partitions, settings, LogLimits.INGRESS_RETAINED_MS, FOR_EVER);
    topic
        .config()
        .put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
    return topic;
  }

  /** Kept for ever: what may be deleted is decided by those who know what is final. */
  private static WantedTopic log(String name, int partitions, TopicSettings settings) {
    return wanted(name, partitions, settings, FOR_EVER, FOR_EVER);
  }

  private static WantedTopic wanted(
      String name, int partitions, TopicSettings settings, long retainedMs, long retainedBytes) {
    TreeMap<String, String> config = new TreeMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retainedMs));
    config.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retainedBytes));
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LogLimits.RECORD_BYTES_MAX));
    config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.inSyncMin()));
    return new WantedTopic(name, partitions, settings.replicas(), config);
  }

  /** What differs, each with what to do about it; more replicas than wanted are none. */
  List<String> differences(Found found, String bootstrapServers) {
    String server = "--bootstrap-server " + bootstrapServers;
    List<String> differences = new ArrayList<>();
    if (found.partitions() < partitions) {
      differences.add(
          "topic %s has %d partitions and should have %d; if it is this chain's: kafka-topics.sh %s --alter --topic %s --partitions %d"
              .formatted(name, found.partitions(), partitions, server, name, partitions));
    } else if (found.partitions() > partitions) {
      differences.add(
          "topic %s has %d partitions and should have %d, and Kafka takes none away: give the prefix of this chain's topics, or if nothing in it is needed: kafka-topics.sh %s --delete --topic %s"
              .formatted(name, found.partitions(), partitions, server, name));
    }
    if (found.replicas() < replicas) {
      differences.add(
          "topic %s has %d replicas and should have %d: kafka-reassign-partitions.sh %s --execute --reassignment-json-file FILE, with %d brokers for each partition in FILE"
              .formatted(name, found.replicas(), replicas, server, replicas));
    }
    config.forEach((key, value) -> {
      String is = found.config().get(key);
      if (!value.equals(is)) {
        differences.add(
            "topic %s has %s=%s and should have %s: kafka-configs.sh %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(name, key, is, value, server, name, key, value));
      }
    });
    return differences;
  }
}
