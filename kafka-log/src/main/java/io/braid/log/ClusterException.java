package io.braid.log;

import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Kafka does not answer, does not let a process in or refuses what it wants. The message is one
 * line that says what to do. There is no stack trace: the fault is not in the program.
 */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private ClusterException(String message) {
    super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }

  static ClusterException noClient(KafkaCluster cluster, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ClusterException(
        "no client of Kafka at %s can be made: %s; see kafka.bootstrap-servers and kafka.properties-file"
            .formatted(cluster.bootstrapServers(), root.getMessage()));
  }

  static ClusterException noAnswer(KafkaCluster cluster, Throwable cause) {
    return new ClusterException(
        "Kafka at %s does not answer: %s"
            .formatted(cluster.bootstrapServers(), cause.getMessage()));
  }

  static ClusterException unseen(KafkaCluster cluster, String created) {
    return new ClusterException(
        "%s was created and cannot be seen at %s after %d ms"
            .formatted(created, cluster.bootstrapServers(), LogLimits.QUESTION_TIMEOUT_MS));
  }

  static ClusterException noAuthorizer(KafkaCluster cluster) {
    return new ClusterException(
        "Kafka at %s has no authorizer, so nothing can be granted: set authorizer.class.name on the brokers; see %s"
            .formatted(cluster.bootstrapServers(), AccessCheck.SECTION));
  }

  static ClusterException notLetIn(AuthenticationException cause) {
    return new ClusterException(
        "Kafka does not let this process in: %s; see kafka.properties-file"
            .formatted(cause.getMessage()));
  }

  static ClusterException notAllowed(AccessRight right) {
    return new ClusterException(
        "Kafka does not allow this process %s: let an administrator of Kafka run `braid setup`; see %s"
            .formatted(right, AccessCheck.SECTION));
  }

  static ClusterException refused(KafkaCluster cluster, AccessRight right, Throwable cause) {
    return new ClusterException(
        "Kafka at %s refuses %s: %s"
            .formatted(cluster.bootstrapServers(), right, cause.getMessage()));
  }

  /** What a consumer has thrown, as one of these if it is about who may read; else as it is. */
  public static RuntimeException ofReader(RuntimeException fault) {
    return switch (fault) {
      case TopicAuthorizationException topics ->
          notAllowed(
              AccessRight.onTopic(
                  AclOperation.READ, String.join(", ", List.copyOf(topics.unauthorizedTopics()))));
      case GroupAuthorizationException group ->
          notAllowed(AccessRight.onGroup(AclOperation.READ, group.groupId()));
      case AuthenticationException authentication -> notLetIn(authentication);
      default -> fault;
    };
  }
}
