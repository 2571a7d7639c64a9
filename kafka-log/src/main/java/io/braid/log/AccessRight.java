package io.braid.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something that the brokers allow or do not.
 *
 * @param resource what it is done to: a topic, a group or the cluster
 * @param name of the topic or group
 */
public record AccessRight(AclOperation operation, ResourceType resource, String name) {

  /** Where a principal may come from: from anywhere. */
  private static final String ANY_HOST = "*";

  /** To see who may do what. */
  static final AccessRight SEE_ACLS = onCluster(AclOperation.DESCRIBE);

  /** To say who may do what. */
  static final AccessRight CHANGE_ACLS = onCluster(AclOperation.ALTER);

  static AccessRight onTopic(AclOperation operation, String topic) {
    return new AccessRight(operation, ResourceType.TOPIC, topic);
  }

  static AccessRight onGroup(AclOperation operation, String group) {
    return new AccessRight(operation, ResourceType.GROUP, group);
  }

  private static AccessRight onCluster(AclOperation operation) {
    return new AccessRight(operation, ResourceType.CLUSTER, Resource.CLUSTER_NAME);
  }

  /** What says on Kafka that a principal has it. */
  AclBinding of(Principal principal) {
    return new AclBinding(
        new ResourcePattern(resource, name, PatternType.LITERAL),
        new AccessControlEntry(principal.toString(), ANY_HOST, operation, AclPermissionType.ALLOW));
  }

  /** An operation as Kafka's tools take it: {@code DescribeConfigs}. */
  static String text(AclOperation operation) {
    return Arrays.stream(operation.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return resource == ResourceType.CLUSTER
        ? text(operation) + " on the cluster"
        : "%s on %s %s".formatted(text(operation), resource.name().toLowerCase(Locale.ROOT), name);
  }
}
