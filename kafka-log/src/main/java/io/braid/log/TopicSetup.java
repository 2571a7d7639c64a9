package io.braid.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
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
   * once. Changes no topic that exists.
   *
   * @throws TopicDifferenceException if one is not as it should be
   * @throws KafkaException if Kafka does not answer, or refuses
   */
  public void ensure() throws TopicDifferenceException {
    Map<String, Object> config = cluster.clientConfig("braid-topic-setup");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LogLimits.QUESTION_TIMEOUT_MS);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LogLimits.REQUEST_TIMEOUT_MS);
    List<String> differences = new ArrayList<>();
    try (Admin admin = Admin.create(config)) {
      for (WantedTopic topic : wanted) {
        WantedTopic.Found found = findOrCreate(admin, topic);
        differences.addAll(topic.differences(found, cluster.bootstrapServers()));
      }
    }
    if (!differences.isEmpty()) {
      throw new TopicDifferenceException(differences);
    }
  }

  private static WantedTopic.Found findOrCreate(Admin admin, WantedTopic topic) {
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
      sleep();
    }
    throw new KafkaException(
        "topic %s was created and cannot be seen after %d ms"
            .formatted(topic.name(), LogLimits.QUESTION_TIMEOUT_MS));
  }

  private static void create(Admin admin, WantedTopic topic) {
    NewTopic created =
        new NewTopic(topic.name(), topic.partitions(), (short) topic.replicas())
            .configs(topic.config());
    try {
      answer(admin.createTopics(List.of(created)).all());
      LOG.info("created topic {} with {} partitions", topic.name(), topic.partitions());
    } catch (TopicExistsException _) {
      LOG.info("topic {} was created by another process", topic.name());
    }
  }

  private static Optional<WantedTopic.Found> find(Admin admin, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      TopicDescription description =
          answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
      Config config = answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
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

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? kafka
          : new KafkaException("Kafka did not answer", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(LogLimits.CREATED_POLL_MS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
