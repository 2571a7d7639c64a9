package io.braid.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of a chain that do not exist, and checks those that do. */
public final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private final KafkaCluster cluster;
  private final List<WantedTopic> wanted;

  /** The setup of a chain's topics. */
  public TopicSetup(KafkaCluster cluster, Topics topics, TopicSettings settings) {
    this.cluster = cluster;
    this.wanted = WantedTopic.all(topics, settings);
  }

  /**
   * Makes sure that all topics are there and as they should be. Several processes may do so at
   * once. Changes no topic that exists, and needs no right to create any if all do.
   *
   * @throws TopicDifferenceException if one is not as it should be
   * @throws ClusterException if Kafka does not answer, or refuses
   */
  public void ensure() throws TopicDifferenceException {
    try (ClusterAdmin admin = admin()) {
      List<String> differences = new ArrayList<>();
      for (WantedTopic topic : wanted) {
        WantedTopic.Found found = findOrCreate(admin, topic);
        differences.addAll(topic.differences(found, cluster.bootstrapServers()));
      }
      refuseAny(differences);
    }
  }

  /**
   * The topics that do not exist.
   *
   * @throws TopicDifferenceException if one that exists is not as it should be
   * @throws ClusterException if Kafka does not answer, or refuses
   */
  public List<String> missing() throws TopicDifferenceException {
    try (ClusterAdmin admin = admin()) {
      List<String> missing = new ArrayList<>();
      List<String> differences = new ArrayList<>();
      for (WantedTopic topic : wanted) {
        Optional<WantedTopic.Found> found = find(admin, topic.name());
        if (found.isEmpty()) {
          missing.add(topic.name());
        } else {
          differences.addAll(topic.differences(found.get(), cluster.bootstrapServers()));
        }
      }
      refuseAny(differences);
      return missing;
    }
  }

  private ClusterAdmin admin() {
    return new ClusterAdmin(cluster, "braid-topic-setup", LogLimits.QUESTION_TIMEOUT_MS);
  }

  private static void refuseAny(List<String> differences) throws TopicDifferenceException {
    if (!differences.isEmpty()) {
      throw new TopicDifferenceException(differences);
    }
  }

  private WantedTopic.Found findOrCreate(ClusterAdmin admin, WantedTopic topic) {
    Optional<WantedTopic.Found> found = find(admin, topic.name());
    if (found.isPresent()) {
      return found.get();
    }
    create(admin, topic);
    // The broker that is asked may not have heard of the topic yet.
    for (int left = LogLimits.QUESTION_TIMEOUT_MS / LogLimits.CREATED_POLL_MS; left > 0; left--) {
      found = find(admin, topic.name());
      if (found.isPresent()) {
        return found.get();
      }
      admin.pause();
    }
    throw ClusterException.unseen(cluster, "topic " + topic.name());
  }

  private static void create(ClusterAdmin admin, WantedTopic topic) {
    NewTopic created =
        new NewTopic(topic.name(), topic.partitions(), (short) topic.replicas())
            .configs(topic.config());
    try {
      admin.answer(
          admin.admin().createTopics(List.of(created)).all(),
          AccessRight.onTopic(AclOperation.CREATE, topic.name()));
      LOG.info("created topic {} with {} partitions", topic.name(), topic.partitions());
    } catch (TopicExistsException _) {
      LOG.info("topic {} was created by another process", topic.name());
    }
  }

  private static Optional<WantedTopic.Found> find(ClusterAdmin admin, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      TopicDescription description =
          admin
              .answer(
                  admin.admin().describeTopics(List.of(name)).allTopicNames(),
                  AccessRight.onTopic(AclOperation.DESCRIBE, name))
              .get(name);
      Config config =
          admin
              .answer(
                  admin.admin().describeConfigs(List.of(resource)).all(),
                  AccessRight.onTopic(AclOperation.DESCRIBE_CONFIGS, name))
              .get(resource);
      Map<String, String> values = new HashMap<>();
      for (ConfigEntry entry : config.entries()) {
        values.put(entry.name(), entry.value());
      }
      int replicas =
          description.partitions().stream()
              .mapToInt(partition -> partition.replicas().size())
              .min()
              .orElse(0);
      return Optional.of(new WantedTopic.Found(description.partitions().size(), replicas, values));
    } catch (UnknownTopicOrPartitionException _) {
      return Optional.empty();
    }
  }
}
