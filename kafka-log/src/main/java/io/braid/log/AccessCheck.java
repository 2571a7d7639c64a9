package io.braid.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** Finds out whether anybody at all is kept from writing into the logs. */
public final class AccessCheck {

  /** Where operators read what to do. */
  static final String SECTION = "\"Who may do what\" in docs/kafka.md";

  private AccessCheck() {}

  /**
   * What operators should be warned of, in one line; empty if there is an ACL for each topic, or if
   * this process may not ask: then there is somebody who forbids it.
   */
  public static Optional<String> warning(KafkaCluster cluster, Topics topics) {
    try (ClusterAdmin admin =
        new ClusterAdmin(cluster, "braid-access-check", LogLimits.QUESTION_TIMEOUT_MS)) {
      if (!mayAsk(admin)) {
        return Optional.empty();
      }
      List<String> open = withoutAcl(admin, topics);
      return open.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "no ACL says who may use %s: unless the brokers have allow.everyone.if.no.acl.found=false, whoever reaches Kafka at %s can write into the logs of this chain; run `braid setup`, see %s"
                  .formatted(String.join(", ", open), cluster.bootstrapServers(), SECTION));
    } catch (SecurityDisabledException _) {
      return Optional.of(
          "Kafka at %s has no authorizer: whoever reaches it can write into the logs of this chain; see %s"
              .formatted(cluster.bootstrapServers(), SECTION));
    } catch (ClusterException fault) {
      return Optional.of(
          "who may write into the logs of this chain is not known: " + fault.getMessage());
    }
  }

  /** Brokers tell everybody what he may do; a question that is refused stands in their logs. */
  private static boolean mayAsk(ClusterAdmin admin) {
    Set<AclOperation> allowed =
        admin.answer(
            admin
                .admin()
                .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                .authorizedOperations(),
            AccessRight.SEE_ACLS);
    // Null: these brokers tell nobody.
    return allowed == null || allowed.contains(AclOperation.DESCRIBE);
  }

  private static List<String> withoutAcl(ClusterAdmin admin, Topics topics) {
    Map<String, KafkaFuture<Collection<AclBinding>>> asked = new LinkedHashMap<>();
    for (String topic : topics.all()) {
      ResourcePatternFilter matching =
          new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH);
      asked.put(
          topic,
          admin
              .admin()
              .describeAcls(new AclBindingFilter(matching, AccessControlEntryFilter.ANY))
              .values());
    }
    List<String> open = new ArrayList<>();
    asked.forEach((topic, answer) -> {
      if (admin.answer(answer, AccessRight.SEE_ACLS).isEmpty()) {
        open.add(topic);
      }
    });
    return open;
  }
}
